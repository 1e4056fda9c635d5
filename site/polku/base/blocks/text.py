"""What a plain text needs, and no more."""

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .contact import EmailBlock, PhoneBlock

FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]


class HeadingBlock(blocks.CharBlock):
    """A heading of a section; the table of contents lists it by its `anchor`."""

    class Meta:
        label = _("Heading")
        icon = "title"
        template = "blocks/heading.html"

    def get_context(self, value, parent_context=None):
        return super().get_context(value, parent_context) | {"anchor": self.anchor(value)}

    @staticmethod
    def anchor(text: str) -> str:
        return slugify(text, allow_unicode=True)


class ParagraphBlock(blocks.RichTextBlock):
    class Meta:
        label = _("Paragraph")
        icon = "pilcrow"
        features = FEATURES
        template = "blocks/paragraph.html"


class StepsBlock(blocks.StructBlock):
    steps = blocks.ListBlock(blocks.RichTextBlock(features=FEATURES), label=_("steps"))

    class Meta:
        label = _("Steps")
        icon = "list-ol"
        template = "blocks/steps.html"


class CallOutBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"), required=False)
    text = blocks.RichTextBlock(label=_("text"), features=FEATURES)

    class Meta:
        label = _("Call-out")
        icon = "warning"
        template = "blocks/call_out.html"


class TextBlocks(blocks.StreamBlock):
    """The blocks of a running text."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    steps = StepsBlock()
    call_out = CallOutBlock()
    phone = PhoneBlock()
    email = EmailBlock()
