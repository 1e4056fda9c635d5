"""What each move of a referral asks for. The fields are the arguments of its service."""

from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orgs.access import Actor
from referrals.cases.queries import workers
from referrals.exchange.models import Referral
from referrals.exchange.states import CLIENT_REASONS, DeclineReason, Outcome

from .fields import DayField


class MoveForm(forms.Form):
    """A move that asks for nothing but carries what the actor had read, and who asks."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    request_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, actor: Actor, referral: Referral, **kwargs):
        initial = {"version": referral.version, "request_id": uuid4()}
        super().__init__(*args, initial=initial | self.at_first(actor, referral), **kwargs)

    def at_first(self, actor: Actor, referral: Referral) -> dict:
        return {}

    def typed(self) -> list[dict]:
        """What was written, for a reader who must write it anew."""
        values = [(field.label, field.value()) for field in self.visible_fields()]
        return [{"label": label, "value": str(value)} for label, value in values if value]


def _words(label, help_text="", required=False) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=10_000,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AcceptForm(MoveForm):
    responsible_worker = forms.ModelChoiceField(
        label=_("Who takes care of the client"), queryset=None
    )
    first_contact_on = DayField(label=_("First contact by"))
    comment = _words(_("Message to the sender"))

    def __init__(self, *args, actor: Actor, **kwargs):
        super().__init__(*args, actor=actor, **kwargs)
        self.fields["responsible_worker"].queryset = workers(actor)

    def at_first(self, actor: Actor, referral: Referral) -> dict:
        return {"responsible_worker": actor.user.pk}


class DeclineForm(MoveForm):
    reason = forms.ChoiceField(label=_("Why"))
    comment = _words(
        _("In your own words"), _("The sender reads this. Needed where the reason is “other”.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        by_client = [pair for pair in DeclineReason.choices if pair[0] in CLIENT_REASONS]
        by_us = [pair for pair in DeclineReason.choices if pair[0] not in CLIENT_REASONS]
        self.fields["reason"].choices = [
            ("", "–"),
            (_("From our side"), by_us),
            (_("From the client’s side"), by_client),
        ]


class StartForm(MoveForm):
    first_contact_on = DayField(label=_("The first contact was on"))

    def at_first(self, actor: Actor, referral: Referral) -> dict:
        return {"first_contact_on": timezone.localdate()}


class CompleteForm(MoveForm):
    outcome = forms.ChoiceField(
        label=_("Was the goal reached?"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    began_on = DayField(label=_("The work began on"))
    ended_on = DayField(label=_("It ended on"))
    visits = forms.IntegerField(label=_("How many meetings"), min_value=0, max_value=1_000)
    report = _words(
        _("What was done, and how did it go?"),
        _("The sender reads this. Write what helps the client on."),
        required=True,
    )

    def at_first(self, actor: Actor, referral: Referral) -> dict:
        return {
            "began_on": referral.first_contact_on,
            "ended_on": timezone.localdate(),
            "visits": 1,
        }


FORMS: dict[str, type[MoveForm]] = {
    "send": MoveForm,
    "receive": MoveForm,
    "accept": AcceptForm,
    "decline": DeclineForm,
    "start": StartForm,
    "complete": CompleteForm,
}
