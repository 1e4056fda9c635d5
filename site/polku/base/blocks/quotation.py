"""What an authority says, word for word, and where it says so."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class QuotationBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("what the source says"), rows=4)
    source = blocks.CharBlock(
        label=_("who says it"), help_text=_("The authority and its page, such as “Kela: Housing”.")
    )
    url = blocks.URLBlock(label=_("address of the page"))
    date = blocks.DateBlock(label=_("read on"), help_text=_("The day on which you read it there."))

    class Meta:
        label = _("Quotation of an official source")
        icon = "openquote"
        help_text = _(
            "Quote laws and authorities instead of retelling them; readers can check the source."
        )
        template = "blocks/quotation.html"
