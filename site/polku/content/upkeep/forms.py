"""What editors fill in, and what readers do."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from polku.base.public_forms import PublicForm

from .rules.mistakes import SUBJECTS

LONGEST_REPORT = 1000


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


class MistakeForm(PublicForm):
    about = forms.ChoiceField(
        label=_("What is wrong?"), choices=[*SUBJECTS.items()], widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Tell more"),
        help_text=_("You can write in your own language."),
        max_length=LONGEST_REPORT,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        required=False,
    )

    def given(self) -> dict:
        """What the service takes."""
        return {name: self.cleaned_data[name] for name in ("about", "text")}
