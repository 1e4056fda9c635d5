"""What the reader's own municipality says about the matter of a guide page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class OwnMunicipalityBlock(blocks.StructBlock):
    heading = blocks.CharBlock(
        label=_("heading"), required=False, help_text=_("Empty means “In your municipality”.")
    )

    class Meta:
        label = _("Your own municipality")
        icon = "home"
        help_text = _(
            "Readers choose their municipality and see its own text about this page, where the "
            "municipality has written one."
        )
        template = "blocks/own_municipality.html"

    def get_context(self, value, parent_context=None):
        from polku.content import municipalities

        context = super().get_context(value, parent_context)
        parent_context = parent_context or {}
        return context | municipalities.shown(
            parent_context.get("page"), parent_context.get("request")
        )
