"""What somebody needs help with, in plain words and a picture: the way in for who does not know
what a thing is called here.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from polku.base import fallback
from polku.base.fields import BlocksField, ChoicesField
from polku.base.pages import BasePage
from polku.content.models import HomePage
from polku.content.models.shared import SharedFacts

from .vocabulary import Audience, Theme

# From the question to the last choice: “What do you need help with?”, a need, a narrower one.
STEPS = 2


class Symbol(models.TextChoices):
    """Drawings of static/polku/icons.svg, by what they show."""

    SPEECH = "speech", _("Language")
    PENCIL = "pencil", _("Reading and writing")
    WORK = "work", _("Work")
    STUDIES = "studies", _("Studies")
    GUIDE = "guide", _("Book")
    HOME = "home", pgettext_lazy("theme", "Home")
    MONEY = "price", _("Money")
    FOOD = "food", _("Food")
    FAMILY = "family", _("Family")
    CHILD = "child", _("Children")
    YOUNG = "backpack", _("Young people")
    HEALTH = "health", _("Health")
    WELLBEING = "wellbeing", _("Wellbeing")
    FRIENDS = "friends", _("Friends")
    PEOPLE = "people", _("Group")
    LEISURE = "leisure", _("Leisure")
    PAPERS = "papers", _("Papers and authorities")
    ARRIVAL = "luggage", _("New in Finland")
    RIGHTS = "rights", _("Rights")
    SAFETY = "safety", _("Safety")
    DEVICES = "devices", _("Computers and phones")
    HAND = "hand", _("Help")


class NeedFacts(models.Model):
    """What is the same in every language, and read from the original page in all of them."""

    icon = models.CharField(
        _("picture"),
        max_length=20,
        choices=Symbol.choices,
        default=Symbol.HAND,
        help_text=_("It stands beside the words, never in their place."),
    )
    themes = ChoicesField(
        models.CharField(max_length=30, choices=Theme.choices),
        verbose_name=_("themes"),
        default=list,
        blank=True,
        help_text=_("Activities on one of these themes are shown."),
    )
    audiences = ChoicesField(
        models.CharField(max_length=30, choices=Audience.choices),
        verbose_name=_("for whom"),
        default=list,
        blank=True,
        help_text=_("If you choose somebody, only activities for them are shown."),
    )
    helpful_pages = BlocksField(
        [
            (
                "page",
                blocks.PageChooserBlock(
                    label=_("page"),
                    page_type=[
                        "content.GuidancePointPage",
                        "content.GuidePage",
                        "content.TopicPage",
                        "orgs.OrganisationPage",
                    ],
                ),
            )
        ],
        verbose_name=_("what else helps"),
        blank=True,
        max_num=24,
        help_text=_(
            "Guidance points, pages of the guide, topics and organisations. Each reader sees them "
            "in their own language where they are in it."
        ),
    )

    class Meta:
        abstract = True

    @classmethod
    def fact_names(cls) -> list[str]:
        return [field.name for field in NeedFacts._meta.local_fields]


class NeedPage(SharedFacts, BasePage, NeedFacts):  # noqa: DJ008 (a page has one)
    """The one below the home page asks; those below it are the needs, and below these narrower
    ones."""

    summary = models.CharField(
        _("in one sentence"),
        max_length=160,
        blank=True,
        help_text=_("In plain words, as people say it themselves."),
    )

    template = "activities/need_page.html"
    parent_page_types = ["content.HomePage", "activities.NeedPage"]
    subpage_types = ["activities.NeedPage"]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("icon"),
        MultiFieldPanel(
            [FieldPanel("themes"), FieldPanel("audiences")], heading=_("Which activities")
        ),
        FieldPanel("helpful_pages"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("summary")]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *(SynchronizedField(name, overridable=False) for name in NeedFacts.fact_names()),
    ]

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        return super().can_create_at(parent) and cls._has_room(parent, below=0)

    def can_move_to(self, parent: Page) -> bool:
        lowest = self.get_descendants(inclusive=True).aggregate(models.Max("depth"))["depth__max"]
        return super().can_move_to(parent) and self._has_room(
            parent, below=lowest - self.depth, moved=self
        )

    @classmethod
    def _has_room(cls, parent: Page, *, below: int, moved: Page | None = None) -> bool:
        """Whether a need with so many steps below it can stand there: at most two steps lead from
        the question to an answer, and the site asks only once."""
        if issubclass(parent.specific_class, HomePage):
            asks = cls.objects.filter(pk__in=fallback.children(parent).values("pk"))
            if moved:
                asks = asks.exclude(translation_key=moved.translation_key)
            return below <= STEPS and not asks.exists()
        steps = parent.get_ancestors(inclusive=True).type(cls).count()
        return steps + below <= STEPS

    def get_context(self, request, *args, **kwargs):
        from activities.views.needs import need_context

        return super().get_context(request, *args, **kwargs) | need_context(self)
