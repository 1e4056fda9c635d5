"""A list of activities inside a text."""

from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page

from polku.base import fallback
from polku.content import listings


class ListingChooserBlock(blocks.PageChooserBlock):
    """Offers the pages that rooms above have registered as lists."""

    @cached_property
    def target_models(self):
        return listings.page_models() or [Page]


class ActivityListBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"), required=False)
    listing = ListingChooserBlock(
        label=_("list"), help_text=_("A list page says which activities are shown.")
    )
    number = blocks.IntegerBlock(label=_("how many at most"), default=3, min_value=1, max_value=12)

    class Meta:
        label = _("Activities")
        icon = "date"
        help_text = _("Shows what comes next. What has ended leaves by itself.")
        template = "blocks/activities.html"

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        page = value["listing"]
        language = get_language() or (page and page.locale.language_code)
        shown = fallback.nearest(page, language) if page and page.live else None
        if shown is None:
            return context | {"cards": [], "url": ""}
        return context | {
            "cards": listings.cards(shown, language, value["number"]),
            "url": fallback.address(shown, language, (parent_context or {}).get("request")),
        }
