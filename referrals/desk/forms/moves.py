"""What each move of a referral asks for. The fields are the arguments of its service."""

from datetime import timedelta
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orgs.access import Actor
from referrals.cases.queries import workers
from referrals.exchange.models import Referral
from referrals.exchange.states import (
    CLIENT_REASONS,
    CancelReason,
    DeclineReason,
    EndReason,
    HoldReason,
    Outcome,
)

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


def _reason(reasons) -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Why"), choices=[("", "–"), *reasons.choices])


def _message() -> forms.CharField:
    return _words(_("Message to the other side"))


class MessageForm(MoveForm):
    """A move with a word to the other side, for who wants to say one."""

    comment = _message()


class AskForm(MoveForm):
    comment = _words(
        _("What do you need to know?"),
        _("Ask for what you need to decide, and for nothing more."),
        required=True,
    )


class ReplyForm(MoveForm):
    comment = _words(_("Your answer"), required=True)


class ExplainForm(MoveForm):
    comment = _words(_("Why"), _("The other side reads this."), required=True)


class InErrorForm(MoveForm):
    """The receiver does not read it: the content is closed to it by this very move."""

    comment = _words(_("Why"), required=True)


class WaitForm(MoveForm):
    reason = _reason(HoldReason)
    expected_start_on = DayField(
        label=_("May begin on"), required=False, help_text=_("Leave empty if you do not know.")
    )
    review_on = DayField(label=_("Look at it again on"))
    comment = _message()

    def at_first(self, actor: Actor, referral: Referral) -> dict:
        return {"review_on": timezone.localdate() + timedelta(days=30)}


class PauseForm(MoveForm):
    reason = _reason(HoldReason)
    review_on = DayField(label=_("Look at it again on"))
    comment = _message()

    def at_first(self, actor: Actor, referral: Referral) -> dict:
        return {"review_on": timezone.localdate() + timedelta(days=30)}


class CancelForm(MoveForm):
    reason = _reason(CancelReason)
    comment = _words(_("In your own words"), _("Needed where the reason is “other”."))


class ReassignForm(MoveForm):
    responsible_worker = forms.ModelChoiceField(
        label=_("Who takes care of the client"), queryset=None
    )

    def __init__(self, *args, actor: Actor, referral: Referral, **kwargs):
        super().__init__(*args, actor=actor, referral=referral, **kwargs)
        others = workers(actor).exclude(pk=referral.responsible_worker_id)
        self.fields["responsible_worker"].queryset = others


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


class EndEarlyForm(CompleteForm):
    reason = _reason(EndReason)
    comment = _words(_("In your own words"), _("Needed where the reason is “other”."))
    field_order = ("version", "request_id", "reason", "comment")

    def at_first(self, actor: Actor, referral: Referral) -> dict:
        return super().at_first(actor, referral) | {"outcome": Outcome.NOT}


FORMS: dict[str, type[MoveForm]] = {
    "send": MoveForm,
    "reply": ReplyForm,
    "cancel": CancelForm,
    "request_cancellation": CancelForm,
    "retract_cancellation": MessageForm,
    "reopen": ExplainForm,
    "mark_in_error": InErrorForm,
    "receive": MoveForm,
    "confirm_cancellation": MessageForm,
    "refuse_cancellation": ExplainForm,
    "accept": AcceptForm,
    "ask": AskForm,
    "start": StartForm,
    "resume": MessageForm,
    "complete": CompleteForm,
    "wait": WaitForm,
    "pause": PauseForm,
    "end_early": EndEarlyForm,
    "decline": DeclineForm,
    "reassign": ReassignForm,
}
