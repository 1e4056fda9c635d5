"""Waiting for a place, and resting in the middle of the work."""

from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.access import Actor

from ..models import Referral
from .moves import Asked, move


def wait(
    *,
    actor: Actor,
    key: UUID,
    reason: str,
    review_on: date | None,
    expected_start_on: date | None = None,
    comment: str = "",
    **asked: Unpack[Asked],
) -> Referral:
    """Put the client on the waiting list, by a reason of `HoldReason`, to be looked at again on a
    day. `expected_start_on`: None where it is not known. Raises as `moves.move` does."""

    def act(referral: Referral, at: datetime) -> None:
        _still_to_come("review_on", review_on, at)
        if expected_start_on is not None:
            _still_to_come("expected_start_on", expected_start_on, at)
        referral.review_on, referral.expected_start_on = review_on, expected_start_on
        referral.answered_at = referral.answered_at or at

    return move(
        "wait",
        actor=actor,
        key=key,
        given={"review_on": review_on},
        act=act,
        reason=reason,
        comment=comment,
        **asked,
    )


def pause(
    *,
    actor: Actor,
    key: UUID,
    reason: str,
    review_on: date | None,
    comment: str = "",
    **asked: Unpack[Asked],
) -> Referral:
    """Let the work rest, by a reason of `HoldReason`, and look at it again on a day.

    Raises as `moves.move` does.
    """

    def act(referral: Referral, at: datetime) -> None:
        _still_to_come("review_on", review_on, at)
        referral.review_on = review_on

    return move(
        "pause",
        actor=actor,
        key=key,
        given={"review_on": review_on},
        act=act,
        reason=reason,
        comment=comment,
        **asked,
    )


def resume(*, actor: Actor, key: UUID, comment: str = "", **asked: Unpack[Asked]) -> Referral:
    """Go on after a pause. Raises as `moves.move` does."""
    return move("resume", actor=actor, key=key, comment=comment, **asked)


def _still_to_come(name: str, day: date, at: datetime) -> None:
    if day <= timezone.localdate(at):
        raise ValidationError({name: _("The day has passed or is today. Give a later one.")})
