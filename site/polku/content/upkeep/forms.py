"""What editors fill in."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput


class ReviewDate(forms.Form):
    due_on = forms.DateField(
        label=_("review date"),
        widget=AdminDateInput,
        help_text=_("On this day the owner of the page gets a mail: is it still right?"),
        error_messages={
            "invalid": _("Write the day as day.month.year, for example 31.12.2027."),
            "required": _("Choose a day."),
        },
        input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"],
    )
