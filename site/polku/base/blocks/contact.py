"""Ways to reach somebody; their templates isolate them, so that right-to-left text keeps them."""

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .untranslated import PlainLineBlock


class PhoneBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("whose number"), required=False)
    number = PlainLineBlock(
        label=_("phone number"),
        validators=[
            RegexValidator(
                r"^\+?[0-9][0-9 ()-]{2,}$",
                _("Write the number with digits and spaces, such as +358 9 555 0000."),
            )
        ],
    )

    class Meta:
        label = _("Phone number")
        icon = "mobile-alt"
        help_text = _("A number that phones can dial. It reads right in every language.")
        template = "blocks/phone.html"


class EmailBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("whose address"), required=False)
    address = blocks.EmailBlock(label=_("e-mail address"))

    class Meta:
        label = _("E-mail address")
        icon = "mail"
        help_text = _("An address to which readers can write.")
        template = "blocks/email.html"
