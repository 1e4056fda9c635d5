"""The one way in which the state of a sign-up changes."""

from datetime import datetime

from activities.signups.models import SignUp
from activities.signups.states import ENDED, MOVES
from orgs.access import Actor
from polku.record import audit, outbox


class NotPossible(Exception):
    """The sign-up is in a state from which this move does not lead: somebody, or the clock, was
    quicker."""


def apply(
    sign_up: SignUp,
    verb: str,
    now: datetime,
    *,
    actor: Actor | None = None,
    reply_by: datetime | None = None,
) -> None:
    """Make the move of this name, under the lock of what the sign-up is for. Raises NotPossible."""
    move = MOVES[verb]
    if sign_up.status not in move.sources:
        raise NotPossible
    sign_up.status = move.target
    sign_up.reply_by = reply_by
    sign_up.ended_at = now if move.target in ENDED else None
    sign_up.save(update_fields=["status", "reply_by", "ended_at"])
    note(sign_up, verb, now, actor=actor)


def note(sign_up: SignUp, verb: str, now: datetime, *, actor: Actor | None = None) -> None:
    """Write the move into the record, and tell it to others by numbers and codes."""
    audit.record(actor, f"sign_up.{verb}", sign_up, at=now)
    outbox.emit(
        f"sign_up.{verb}",
        organisation_id=sign_up.activity.organisation_id,
        facts={
            "activity": sign_up.activity_id,
            "occurrence": sign_up.occurrence_id,
            "places": sign_up.children + sign_up.adults + 1,
        },
        at=now,
    )
