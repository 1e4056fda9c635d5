"""A page that lists activities by a stored query, as Plone's collections do."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail_localize.fields import SynchronizedField

from orgs.models import Area, Organisation
from polku.base.languages import spoken_choices
from polku.base.pages import BasePage

from .vocabulary import Audience, Kind, Theme

QUERY = (
    "kind",
    "theme",
    "audience",
    "area",
    "spoken",
    "organisation",
    "period",
    "period_from",
    "period_until",
    "order",
    "number",
)


class Period(models.TextChoices):
    ALWAYS = "always", _("at any time to come")
    TODAY = "today", _("today")
    THIS_WEEK = "this_week", _("this week")
    THIS_MONTH = "this_month", _("this month")
    DATES = "dates", _("between two dates")


class Order(models.TextChoices):
    SOONEST = "soonest", _("soonest first")
    TITLE = "title", _("by title")
    NEWEST = "newest", _("newest first")


class ListingPage(BasePage):
    """The query is the same in every language; title and introduction are translated."""

    intro = models.TextField(_("in short"), max_length=400, blank=True)
    kind = models.CharField(_("kind"), max_length=30, choices=Kind.choices, blank=True)
    theme = models.CharField(_("theme"), max_length=30, choices=Theme.choices, blank=True)
    audience = models.CharField(_("for whom"), max_length=30, choices=Audience.choices, blank=True)
    area = models.ForeignKey(
        Area,
        verbose_name=_("area"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("A municipality, or a larger area with all its municipalities."),
    )
    spoken = models.CharField(
        _("language in which it is held"), max_length=10, choices=spoken_choices, blank=True
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    period = models.CharField(
        _("when"), max_length=20, choices=Period.choices, default=Period.ALWAYS
    )
    period_from = models.DateField(_("from"), null=True, blank=True)
    period_until = models.DateField(_("until"), null=True, blank=True)
    order = models.CharField(
        _("order"), max_length=20, choices=Order.choices, default=Order.SOONEST
    )
    number = models.PositiveSmallIntegerField(
        _("activities on one page"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )

    template = "activities/listing_page.html"
    subpage_types = []
    parent_page_types = ["content.HomePage", "content.TopicPage", "orgs.OrganisationPage"]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("intro"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("kind", "theme", "audience", "spoken")]
            + [FieldPanel("area"), FieldPanel("organisation")],
            heading=_("Which activities"),
            help_text=_("Leave empty what does not matter. The preview shows what is found."),
        ),
        MultiFieldPanel(
            [
                FieldPanel("period"),
                FieldRowPanel([FieldPanel("period_from"), FieldPanel("period_until")]),
            ],
            heading=_("When"),
        ),
        MultiFieldPanel([FieldPanel("order"), FieldPanel("number")], heading=_("How to show them")),
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *(SynchronizedField(name, overridable=False) for name in QUERY),
    ]

    class Meta:
        verbose_name = _("list of activities")
        verbose_name_plural = _("lists of activities")

    def clean(self):
        super().clean()
        if self.period != Period.DATES:
            return
        if not (self.period_from or self.period_until):
            raise ValidationError(
                {"period_from": gettext("Write the first day, the last day, or both.")}
            )
        if self.period_from and self.period_until and self.period_until < self.period_from:
            sentence = gettext("The last day is before the first one. Change one of them.")
            raise ValidationError({"period_until": sentence})

    def days(self, today: date | None = None) -> tuple[date | None, date | None]:
        """The first and the last day of the period; None where it is open. A week begins on
        Monday."""
        today = today or timezone.localdate()
        if self.period == Period.TODAY:
            return today, today
        if self.period == Period.THIS_WEEK:
            return today, today + timedelta(days=6 - today.weekday())
        if self.period == Period.THIS_MONTH:
            next_month = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
            return today, next_month - timedelta(days=1)
        if self.period == Period.DATES:
            return self.period_from, self.period_until
        return None, None

    def get_context(self, request, *args, **kwargs):
        from activities.views.discovery import listing_context

        return super().get_context(request, *args, **kwargs) | listing_context(self, request)
