"""A guidance-and-counselling point: where people get advice, when, how and in which languages."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from orgs.blocks import shown
from orgs.models import Area, ContactCard
from orgs.queries import organisation_page_above
from polku.base import languages
from polku.base.fields import BlocksField, ChoicesField
from polku.base.map_links import MapLinks, map_links
from polku.base.opening_hours import OpeningHoursField, at_present
from polku.base.pages import BasePage
from polku.base.positions import PositionField, stored
from polku.content.blocks import ContentBlocks

from .shared import SharedFacts

# What a page need not say again where its contact card says it.
_ALSO_ON_CARDS = ("phone", "email", "opening_hours", "languages")
_PLACE = ("street_address", "postal_code", "municipality")


class GuidancePointFacts(models.Model):
    """What is the same in every language, and read from the original page in all of them."""

    drop_in = models.BooleanField(
        _("one can come without an appointment"), default=False, blank=True
    )
    appointment_url = models.URLField(
        _("address where one books a time"), blank=True, help_text=_("Empty when there is none.")
    )
    phone = models.CharField(
        _("phone number"), max_length=40, blank=True, help_text=_("Such as +358 9 555 0000.")
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    chat_url = models.URLField(_("address of the chat"), blank=True)
    opening_hours = OpeningHoursField(
        _("opening hours"),
        help_text=_("Write the hours of each day like this: 9–15. An empty day is closed."),
    )
    languages = ChoicesField(
        models.CharField(max_length=10, choices=languages.spoken_choices),
        verbose_name=_("languages in which one gets advice"),
        default=list,
        blank=True,
    )
    venue = models.CharField(_("place"), max_length=200, blank=True)
    street_address = models.CharField(_("street address"), max_length=200, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=10, blank=True)
    position = PositionField(
        _("on the map"),
        help_text=_(
            "Two numbers, such as 60.1699, 24.9384, or the link of the place on a map: open the "
            "map, press long on the place, and copy."
        ),
    )
    municipality = models.ForeignKey(
        Area,
        verbose_name=_("municipality"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"kind": "municipality", "valid_to": None},
        related_name="+",
    )
    contact_card = models.ForeignKey(
        ContactCard,
        verbose_name=_("contact card"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Who answers. What the card says need not be written here again."),
    )

    class Meta:
        abstract = True

    @classmethod
    def fact_names(cls) -> list[str]:
        return [field.name for field in GuidancePointFacts._meta.local_fields]


class GuidancePointPage(SharedFacts, BasePage, GuidancePointFacts):  # noqa: DJ008 (a page has one)
    """One point in one language; its facts stand on the page that was made first."""

    summary = models.TextField(
        _("in short"), max_length=300, help_text=_("What one gets help with, and for whom it is.")
    )
    how_to_come = models.TextField(
        _("how to come"),
        max_length=600,
        blank=True,
        help_text=_("Bus, door, floor, lift: all that one needs to find the place."),
    )
    body = BlocksField(ContentBlocks(), verbose_name=_("text"), blank=True)

    template = "content/guidance_point_page.html"
    parent_page_types = ["content.HomePage", "content.GuidePage", "orgs.OrganisationPage"]
    subpage_types = []
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("opening_hours"),
        MultiFieldPanel(
            [
                FieldPanel("drop_in"),
                FieldPanel("appointment_url"),
                FieldPanel("phone"),
                FieldPanel("email"),
                FieldPanel("chat_url"),
                FieldPanel("contact_card"),
            ],
            heading=_("How one gets advice"),
        ),
        FieldPanel("languages"),
        MultiFieldPanel(
            [
                FieldPanel("venue"),
                FieldPanel("street_address"),
                FieldPanel("postal_code"),
                FieldPanel("position"),
                FieldPanel("municipality"),
                FieldPanel("how_to_come"),
            ],
            heading=_("Where"),
        ),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.SearchField("venue"),
        index.FilterField("languages"),
        index.FilterField("municipality"),
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *(SynchronizedField(name, overridable=False) for name in GuidancePointFacts.fact_names()),
    ]

    class Meta:
        verbose_name = _("guidance and counselling point")
        verbose_name_plural = _("guidance and counselling points")

    def clean(self):
        super().clean()
        ways = (self.drop_in, self.appointment_url, self.phone, self.email, self.chat_url)
        if not any(ways) and not self.contact_card:
            raise ValidationError(
                {"drop_in": _("Say how one gets advice: at least one way is needed.")}
            )

    def reach(self, facts: "GuidancePointPage | None" = None) -> dict:
        """How to get advice: what the page says, else what its contact card says. `facts`: the page
        whose facts count, where it is known already."""
        facts = facts or self.facts()
        card = facts.contact_card
        own = {name: getattr(facts, name) for name in GuidancePointFacts.fact_names()}
        if card:
            own |= {name: getattr(card, name) for name in _ALSO_ON_CARDS if not own[name]}
        if card and not facts.street_address:
            own |= {name: getattr(card, name) or own[name] for name in _PLACE}
        return own | {"where": stored(own["position"])}

    def get_context(self, request, *args, **kwargs):
        reach = self.reach()
        return super().get_context(request, *args, **kwargs) | {
            "facts": reach,
            "languages": [
                {"code": code, "name": languages.name_in(code, self.language)}
                for code in reach["languages"]
            ],
            "organisation_page": organisation_page_above(self),
            "contact": shown(reach["contact_card"]),
            "open_now": at_present(reach["opening_hours"]),
            "map_links": _map_links(reach),
        }


def _map_links(reach: dict) -> MapLinks | None:
    """Where a map shows the place; a municipality alone is no place to go to."""
    house = reach["street_address"] or reach["venue"]
    if not (house or reach["where"]):
        return None
    town = " ".join(filter(None, [reach["postal_code"], str(reach["municipality"] or "")]))
    return map_links(", ".join(filter(None, [house, town])), reach["where"])
