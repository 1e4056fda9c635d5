"""Forms that narrow lists down; what they do not understand they pass over."""

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.models import Theme
from orgs.access import Actor
from polku.base.languages import spoken_choices
from referrals.exchange.states import Status
from referrals.people.queries import municipalities


class _Filter(forms.Form):
    def chosen(self) -> dict:
        """The values that make sense, by field; empty ones included."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}


def _search(label) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )


class ReferralFilter(_Filter):
    q = _search(_("Number, activity or client"))
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *Status.choices]
    )


class InboxFilter(ReferralFilter):
    """A receiver sees no drafts."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All")), *(pair for pair in Status.choices if pair[0] != Status.DRAFT)],
    )


class ClientFilter(_Filter):
    q = _search(_("Name or personal identity code"))


class ActivityFilter(_Filter):
    q = _search(_("Activity or organisation"))
    theme = forms.ChoiceField(
        label=_("Theme"), required=False, choices=[("", _("All")), *Theme.choices]
    )
    language = forms.ChoiceField(label=_("Language spoken"), required=False)
    municipality = forms.ModelChoiceField(
        label=_("Municipality"), required=False, queryset=None, empty_label=_("All")
    )

    def __init__(self, *args, actor: Actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", _("All")), *spoken_choices()]
        self.fields["municipality"].queryset = municipalities(actor)

    def chosen(self) -> dict:
        values = super().chosen()
        return values | {"municipality": values["municipality"] or None}


class YearFilter(_Filter):
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int)

    def __init__(self, *args, years: list[int], **kwargs):
        super().__init__(*args, **kwargs)
        self.years = years
        self.fields["year"].choices = [(year, str(year)) for year in years]

    def chosen_year(self) -> int:
        return self.chosen()["year"] or self.years[0]
