"""Fields as the workspace's forms use them, and sentences of services put beside them."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError


class DayField(forms.DateField):
    """A day, by the browser's calendar or typed as 2026-03-01 or 1.3.2026."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **kwargs):
        super().__init__(input_formats=["%Y-%m-%d", "%d.%m.%Y"], **kwargs)


def add_sentences(form: forms.Form, error: ValidationError) -> None:
    """Put what a service said beside the fields it names; the rest goes above the form."""
    for name, sentences in getattr(error, "error_dict", {NON_FIELD_ERRORS: [error]}).items():
        form.add_error(name if name in form.fields else None, sentences)
