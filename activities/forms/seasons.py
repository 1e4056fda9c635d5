"""From when on an activity is held again."""

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

_YEAR = timedelta(weeks=52)


class SeasonForm(forms.Form):
    first_date = forms.DateField(
        label=_("First date of the new season"),
        help_text=_("All times move along and keep their weekdays."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args, held_from: date | None, **kwargs):
        """`held_from`: the first date of the old season; a year later is proposed."""
        super().__init__(*args, **kwargs)
        proposed = held_from
        while proposed and proposed < timezone.localdate():
            proposed += _YEAR
        if proposed and proposed == held_from:
            proposed += _YEAR
        self.fields["first_date"].initial = proposed

    def clean_first_date(self) -> date:
        first_date = self.cleaned_data["first_date"]
        if first_date < timezone.localdate():
            raise ValidationError(gettext("This date lies behind. Choose one to come."))
        return first_date
