"""What a plain text needs, and no more."""

from collections import Counter

from django.utils.html import format_html_join
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .contact import EmailBlock, PhoneBlock
from .features import FEATURES
from .links import CallToActionBlock
from .media import PictureBlock, VideoBlock, VideoLinkBlock
from .opening_hours import OpeningHoursBlock
from .quotation import QuotationBlock


class HeadingBlock(blocks.CharBlock):
    """A heading of a section; `TextBlocks` gives it the anchor by which contents lead to it."""

    class Meta:
        label = _("Heading")
        icon = "title"
        help_text = _("The contents of a long page are made of its headings.")
        template = "blocks/heading.html"

    def get_context(self, value, parent_context=None):
        anchor = (parent_context or {}).get("anchor") or slugify(value, allow_unicode=True)
        return super().get_context(value, parent_context) | {"anchor": anchor}


class ParagraphBlock(blocks.RichTextBlock):
    def __init__(self, features: list[str] = FEATURES, **kwargs):
        super().__init__(features=features, **kwargs)

    class Meta:
        label = _("Paragraph")
        icon = "pilcrow"
        help_text = _("Short sentences. One matter in one paragraph.")
        template = "blocks/paragraph.html"


class StepsBlock(blocks.StructBlock):
    steps = blocks.ListBlock(blocks.RichTextBlock(features=FEATURES), label=_("steps"))

    class Meta:
        label = _("Steps")
        icon = "list-ol"
        help_text = _("What to do first, second and third. They get numbers by themselves.")
        template = "blocks/steps.html"


class CallOutBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"), required=False)
    text = blocks.RichTextBlock(label=_("text"), features=FEATURES)

    class Meta:
        label = _("Call-out")
        icon = "warning"
        help_text = _("For what nobody may miss. One a page is enough.")
        template = "blocks/call_out.html"


class TextBlocks(blocks.StreamBlock):
    """The blocks of a running text."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    steps = StepsBlock()
    call_out = CallOutBlock()
    phone = PhoneBlock()
    email = EmailBlock()
    opening_hours = OpeningHoursBlock()
    quotation = QuotationBlock()
    picture = PictureBlock()
    video = VideoBlock()
    video_link = VideoLinkBlock()
    call_to_action = CallToActionBlock()

    def headings(self, value: blocks.StreamValue) -> dict[int, str]:
        """The anchor of each heading by its place in the text; equal headings get a number."""
        anchors: dict[int, str] = {}
        seen: Counter[str] = Counter()
        for place, child in enumerate(value):
            if child.block_type == "heading":
                words = slugify(child.value, allow_unicode=True)
                seen[words] += 1
                anchors[place] = words if seen[words] == 1 else f"{words}-{seen[words]}"
        return anchors

    def render_basic(self, value, context=None):
        """As Wagtail's own, save that each heading learns its anchor."""
        anchors = self.headings(value)
        return format_html_join(
            "\n",
            '<div class="block-{}">{}</div>',
            (
                (
                    child.block_type,
                    child.render(context=(context or {}) | {"anchor": anchors.get(place)}),
                )
                for place, child in enumerate(value)
            ),
        )
