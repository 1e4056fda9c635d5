"""Preparing a referral."""

from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orgs.access import Actor
from polku.base.languages import spoken_choices
from referrals.consent.models import Consent, LegalBasis
from referrals.consent.rules import MINIMUM, may_share
from referrals.exchange.models import Referral, Urgency
from referrals.exchange.queries import answer_due
from referrals.exchange.services import ConsentGiven
from referrals.people.models import Person

from .fields import DayField


class ReferralForm(forms.Form):
    """What is asked, what goes along, on what basis, by when. A draft may be incomplete."""

    purpose = forms.CharField(
        label=_("Why do you refer the client?"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What is hoped for, in a few sentences. Nothing about health or beliefs."),
    )
    shared_fields = forms.MultipleChoiceField(
        label=_("What goes along"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The organisation sees this and nothing else. Send as little as is needed."),
    )
    legal_basis = forms.ChoiceField(
        label=_("On what basis"),
        required=False,
        choices=LegalBasis.choices,
        widget=forms.RadioSelect,
    )
    consent_form = forms.ChoiceField(
        label=_("How consent was given"), required=False, choices=[("", "–"), *Consent.Form.choices]
    )
    consent_language = forms.ChoiceField(label=_("In which language"), required=False)
    consent_given_on = DayField(label=_("Given on"), required=False)
    consent_expires_on = DayField(label=_("Valid until"), required=False)
    urgency = forms.ChoiceField(label=_("Urgency"), choices=Urgency.choices)
    answer_due_on = DayField(label=_("Answer wanted by"), required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    request_id = forms.UUIDField(widget=forms.HiddenInput)

    CONSENT = ("consent_form", "consent_language", "consent_given_on", "consent_expires_on")

    def __init__(
        self, *args, actor: Actor, person: Person, draft: Referral | None = None, **kwargs
    ):
        initial = _of_draft(draft) if draft else _at_first(actor, person)
        super().__init__(*args, initial=initial | kwargs.pop("initial", {}), **kwargs)
        self.fields["shared_fields"].choices = [
            (field.value, field.label.capitalize()) for field in may_share(person)
        ]
        self.fields["consent_language"].choices = [("", "–"), *spoken_choices()]

    def clean(self):
        values = super().clean()
        begun = [name for name in self.CONSENT if values.get(name)]
        if values.get("legal_basis") == LegalBasis.CONSENT and begun:
            for name in self.CONSENT[:3]:
                if not values.get(name) and name not in self.errors:
                    self.add_error(name, ValidationError(_("Write this down of the consent.")))
        return values

    def contents(self) -> dict:
        """What was written, as exchange.services take it."""
        values = self.cleaned_data
        consent = None
        if values["legal_basis"] == LegalBasis.CONSENT and values["consent_given_on"]:
            consent = ConsentGiven(*(values[name] for name in self.CONSENT))
        names = ("purpose", "shared_fields", "legal_basis", "urgency", "answer_due_on")
        return {name: values[name] for name in names} | {"consent": consent}

    @property
    def consent_fields(self) -> list:
        return [self[name] for name in self.CONSENT]


def _at_first(actor: Actor, person: Person) -> dict:
    return {
        "shared_fields": list(MINIMUM),
        "consent_language": person.language,
        "urgency": Urgency.ROUTINE,
        "answer_due_on": answer_due(actor, timezone.localdate()),
        "request_id": uuid4(),
    }


def _of_draft(draft: Referral) -> dict:
    consent = draft.share_set.consent
    return {
        "purpose": draft.purpose,
        "shared_fields": draft.share_set.fields,
        "legal_basis": draft.share_set.legal_basis,
        "consent_form": consent.form if consent else "",
        "consent_language": consent.language if consent else draft.share_set.person.language,
        "consent_given_on": consent.given_on if consent else None,
        "consent_expires_on": consent.expires_on if consent else None,
        "urgency": draft.urgency,
        "answer_due_on": draft.answer_due_on,
        "version": draft.version,
        "request_id": uuid4(),
    }
