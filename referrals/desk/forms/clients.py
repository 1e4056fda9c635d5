"""Writing down a client."""

from django import forms
from django.utils.translation import gettext_lazy as _

from orgs.access import Actor
from referrals.people.models import Person
from referrals.people.queries import municipalities
from referrals.people.rules import may_show
from referrals.people.services import DETAILS

from .fields import DayField

_OFF = {"autocomplete": "off"}


class ClientForm(forms.ModelForm):
    """The details of a client. What non-disclosure hides is neither shown nor asked for."""

    given_name = forms.CharField(
        label=_("Given name"), max_length=100, widget=forms.TextInput(attrs=_OFF)
    )
    family_name = forms.CharField(
        label=_("Family name"), max_length=100, required=False, widget=forms.TextInput(attrs=_OFF)
    )
    birth_date = DayField(label=_("Date of birth"), required=False)
    identity_code = forms.CharField(
        label=_("Personal identity code"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs=_OFF | {"dir": "ltr"}),
    )
    phone = forms.CharField(
        label=_("Phone number"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs=_OFF | {"type": "tel", "dir": "ltr"}),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        widget=forms.EmailInput(attrs=_OFF | {"dir": "ltr"}),
    )
    address = forms.CharField(
        label=_("Home address"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs=_OFF),
    )

    class Meta:
        model = Person
        fields = DETAILS

    def __init__(self, *args, actor: Actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["municipality"].queryset = municipalities(actor)
        for name in DETAILS:
            if not may_show(self.instance, name):
                del self.fields[name]
        if self.instance.pk and not self.instance.given_name:
            # A client whose name was not given with the referral.
            self.fields["given_name"].required = False

    def details(self) -> dict:
        """What was written, as people.services take it."""
        return {name: self.cleaned_data[name] for name in DETAILS if name in self.cleaned_data}

    def validate_unique(self):
        """The service does, inside the organisation."""


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("New note"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Read by the workers of your organisation only."),
    )
