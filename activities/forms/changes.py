"""How a change of one date is written, and how the changes are held against the times."""

from collections.abc import Sequence
from datetime import date

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from activities.models.schedule import DateChange
from activities.recurrence import Problem, check_changes

_OF_MOVE = ("new_date", "new_starts", "new_ends", "new_place")


MODEL_FIELDS = ["date", "starts", "kind", "reason", *_OF_MOVE, "note"]


class DateChangeForm(forms.ModelForm):
    """Made into a form of the model with `fields=MODEL_FIELDS`."""

    kind = forms.ChoiceField(
        label=gettext_lazy("what happens"),
        choices=DateChange.Kind.choices,
        initial=DateChange.Kind.CANCELLED,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.label = capfirst(field.label)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") == DateChange.Kind.CANCELLED:
            for name in _OF_MOVE:
                self._errors.pop(name, None)
                cleaned[name] = "" if name == "new_place" else None
        elif cleaned.get("kind") == DateChange.Kind.MOVED:
            self._errors.pop("reason", None)
            cleaned["reason"] = ""
        return cleaned


def hold_against(
    times: Sequence[forms.ModelForm], changes: Sequence[forms.ModelForm], today: date
) -> None:
    """Add to each form of a change what does not fit the forms of the times, all of which were
    cleaned. Says nothing as long as the times themselves are wrong."""
    rows = [form.instance for form in times if form.has_changed() or form.instance.pk]
    if any(form.errors for form in times) or not all(row.is_complete for row in rows):
        return
    forms_to_check = [form for form in changes if not form.errors and form.instance.date]
    try:
        found = check_changes(
            [row.series for row in rows],
            [form.instance.change for form in forms_to_check],
            today,
        )
    except Problem:
        return  # a time that cannot be has said so itself
    for place, problem in found:
        form = forms_to_check[place]
        form.add_error(problem.field if problem.field in form.fields else None, str(problem))
