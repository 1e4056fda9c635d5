"""The page on which an organisation tells who it is; its other pages live below it."""

from collections import Counter

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from orgs import offers, sections
from orgs.blocks import PageBlocks
from orgs.linked_data import of_organisation
from polku.base.bin import without_bin
from polku.base.fields import BlocksField
from polku.base.pages import BasePage

from .organisation import Organisation


class OrganisationPage(BasePage):
    """One organisation in one language."""

    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="pages",
    )
    intro = models.TextField(_("in short"), max_length=400, blank=True)
    body = BlocksField(PageBlocks(), verbose_name=_("text"), blank=True)

    template = "orgs/organisation_page.html"
    parent_page_types = ["content.HomePage"]
    # Names only: these packages stand above this one and bring their own pages.
    subpage_types = [
        "activities.ActivityPage",
        "activities.ListingPage",
        "content.NewsPage",
        "content.GuidancePointPage",
        "content.FormPage",
        "content.TopicPage",
        "content.LocalGuidePage",
    ]
    content_panels = [
        *BasePage.content_panels,
        # Whose page it is decides whose name stands on all below it, so editors cannot change it.
        FieldPanel("organisation", permission="orgs.change_organisation"),
        FieldPanel("intro"),
        FieldPanel("body"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("intro"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("organisation page")
        verbose_name_plural = _("organisation pages")

    def plain_address(self) -> str:
        """Where its writer changes it without Wagtail's admin: the page that was made first."""
        if self != self.first_of(self.organisation):
            return ""
        return reverse("editor:our_page", kwargs={"key": self.organisation.key})

    @classmethod
    def first_of(cls, organisation: Organisation) -> "OrganisationPage | None":
        """The page of which those in other languages are translations."""
        own = cls.objects.filter(organisation=organisation, alias_of__isnull=True)
        return without_bin(own).order_by("pk").first()

    def get_context(self, request, *args, **kwargs):
        activities = offers.of(self.organisation, get_language())
        return super().get_context(request, *args, **kwargs) | {
            "organisation": self.organisation,
            "activities": activities,
            "spoken": _spoken(activities),
            # A contact card says more, and need not be repeated.
            "has_contact_card": any(block.block_type == "contact_card" for block in self.body),
            "address": request.build_absolute_uri(request.path),
            "sections": sections.of(self),
            "linked_data": [
                of_organisation(self, request.build_absolute_uri, request.path),
            ],
        }


def _spoken(activities: list) -> list[dict]:
    """The languages in which something is held, those of the most activities first."""
    counted = Counter(one["code"] for card in activities for one in card.languages)
    names = {one["code"]: one for card in activities for one in card.languages}
    return [names[code] for code, _number in counted.most_common()]
