"""One field for a phone number or an e-mail address."""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from activities.signups.models import SignUp


class ContactField(forms.CharField):
    """Its value is (contact, kind): a number with digits and a plus only, or an address."""

    def __init__(self, **options):
        super().__init__(max_length=254, **options)
        self.widget.attrs |= {"dir": "ltr", "autocomplete": "off", "inputmode": "email"}

    def clean(self, value) -> tuple[str, str]:
        written = super().clean(value)
        if not written:
            return "", SignUp.ContactKind.NONE
        if "@" in written:
            validate_email(written)
            return written, SignUp.ContactKind.EMAIL
        number = _digits(written)
        if re.fullmatch(r"\+?\d{5,15}", number):
            return number, SignUp.ContactKind.PHONE
        raise ValidationError(
            _("Write a phone number, such as 040 123 4567, or an e-mail address.")
        )


def _digits(written: str) -> str:
    """The digits of whatever script, without what people write between them."""
    plain = "".join(
        str(unicodedata.digit(sign)) if unicodedata.digit(sign, None) is not None else sign
        for sign in written
    )
    return re.sub(r"[\s().\u2010-\u2015\u200e\u200f\u2066-\u2069-]", "", plain)
