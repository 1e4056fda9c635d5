"""The receiver's work with the client, and its report."""

from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.access import Actor

from ..models import Referral, Report
from .moves import Asked, move


def start(
    *, actor: Actor, key: UUID, first_contact_on: date | None, **asked: Unpack[Asked]
) -> Referral:
    """The first contact has taken place on this day. Raises as `moves.move` does."""

    def act(referral: Referral, at: datetime) -> None:
        if first_contact_on > timezone.localdate(at):
            raise ValidationError(
                {
                    "first_contact_on": _(
                        "The day is still to come. Start when the first contact has taken place."
                    )
                }
            )
        referral.first_contact_on = first_contact_on

    return move(
        "start",
        actor=actor,
        key=key,
        given={"first_contact_on": first_contact_on},
        act=act,
        **asked,
    )


def complete(
    *,
    actor: Actor,
    key: UUID,
    outcome: str,
    began_on: date,
    ended_on: date,
    report: str,
    visits: int = 0,
    **asked: Unpack[Asked],
) -> Referral:
    """End the work as planned, with a report to the sender. `visits`: the number of meetings.

    Raises as `moves.move` does.
    """

    def act(referral: Referral, at: datetime) -> None:
        _report(actor, referral, at, outcome, began_on, ended_on, visits, report)

    given = {"outcome": outcome, "report": report.strip()}
    return move("complete", actor=actor, key=key, given=given, act=act, **asked)


def end_early(
    *,
    actor: Actor,
    key: UUID,
    reason: str,
    outcome: str,
    began_on: date,
    ended_on: date,
    report: str,
    visits: int = 0,
    comment: str = "",
    **asked: Unpack[Asked],
) -> Referral:
    """End the work before its time, by a reason of `EndReason`, with a short report to the sender.

    Raises as `moves.move` does.
    """

    def act(referral: Referral, at: datetime) -> None:
        _report(actor, referral, at, outcome, began_on, ended_on, visits, report)
        referral.reason = reason

    return move(
        "end_early",
        actor=actor,
        key=key,
        given={"outcome": outcome, "report": report.strip()},
        act=act,
        reason=reason,
        comment=comment,
        **asked,
    )


def _report(
    actor: Actor,
    referral: Referral,
    at: datetime,
    outcome: str,
    began_on: date,
    ended_on: date,
    visits: int,
    text: str,
) -> None:
    """Write the first version. Raises ValidationError by field."""
    if ended_on < began_on:
        raise ValidationError({"ended_on": _("The work cannot end before it began.")})
    if ended_on > timezone.localdate(at):
        raise ValidationError(
            {"ended_on": _("The day is still to come. Report when the work has ended.")}
        )
    written = Report(
        referral=referral,
        outcome=outcome,
        began_on=began_on,
        ended_on=ended_on,
        visits=visits,
        text=text.strip(),
        author=actor.user,
        sent_at=at,
    )
    written.clean_fields()
    written.save()
    referral.outcome = outcome
