"""Links that stand out of the text."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from polku.base import fallback


class LinkValue(blocks.StructValue):
    @cached_property
    def target(self):
        """The live page that is linked, in the reader's language where it has one; else None."""
        page = self.get("page")
        if page is None:
            return None
        return fallback.nearest(page, get_language()) if page.live else None

    @property
    def address(self) -> str:
        target = self.target
        found = fallback.address(target, get_language()) if target else ""
        return found or self.get("url") or ""

    @property
    def label(self) -> str:
        return self.get("text") or (self.target.title if self.target else "")

    @property
    def host(self) -> str:
        """The other site to which it leads; empty within this one."""
        return "" if self.target else (urlsplit(self.get("url") or "").hostname or "")


class _LinkBlock(blocks.StructBlock):
    page = blocks.PageChooserBlock(label=_("page of this site"), required=False)
    url = blocks.URLBlock(label=_("or an address elsewhere"), required=False)

    def clean(self, value):
        value = super().clean(value)
        if bool(value["page"]) == bool(value["url"]):
            raise StructBlockValidationError(
                {"page": ValidationError(_("Choose a page or write an address, one of the two."))}
            )
        return value


class FeaturedLinkBlock(_LinkBlock):
    text = blocks.CharBlock(
        label=_("text of the link"),
        required=False,
        help_text=_("Empty means the title of the page."),
    )
    summary = blocks.CharBlock(label=_("in one sentence"), required=False)

    class Meta:
        label = _("Link")
        icon = "link"
        template = "blocks/featured_link.html"
        value_class = LinkValue

    def clean(self, value):
        value = super().clean(value)
        if not value["page"] and not value["text"]:
            raise StructBlockValidationError(
                {"text": ValidationError(_("Say where the link leads."))}
            )
        return value


class CallToActionBlock(_LinkBlock):
    heading = blocks.CharBlock(label=_("heading"), required=False)
    text = blocks.CharBlock(
        label=_("text of the button"), help_text=_("What happens, such as “Book a time”.")
    )

    class Meta:
        label = _("Button")
        icon = "arrow-right"
        help_text = _("One thing that the reader can do now.")
        template = "blocks/call_to_action.html"
        value_class = LinkValue
