"""The receiver's work with the client, and its report."""

from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.access import Actor

from ..models import Referral, Report
from .moves import move


def start(
    *,
    actor: Actor,
    key: UUID,
    first_contact_on: date | None,
    version: int | None = None,
    request_id: UUID | None = None,
    at: datetime | None = None,
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
        version=version,
        request_id=request_id,
        at=at,
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
    version: int | None = None,
    request_id: UUID | None = None,
    at: datetime | None = None,
) -> Referral:
    """End the work with a report to the sender. `visits`: the number of meetings.

    Raises as `moves.move` does.
    """

    def act(referral: Referral, at: datetime) -> None:
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
            text=report.strip(),
            author=actor.user,
            sent_at=at,
        )
        written.clean_fields()
        written.save()
        referral.outcome = outcome
        referral.ended_at = at

    return move(
        "complete",
        actor=actor,
        key=key,
        given={"outcome": outcome, "report": report.strip()},
        act=act,
        version=version,
        request_id=request_id,
        at=at,
    )
