"""Taking a referral back: at once before it is answered, by asking afterwards; and finding that it
should never have been."""

from datetime import datetime
from typing import Unpack
from uuid import UUID

from orgs.access import Actor

from ..models import CancellationRequest, Referral
from ..queries import open_request_to_cancel
from .answers import close_own_case
from .moves import Asked, answer, move

Answer = CancellationRequest.Answer


def cancel(
    *, actor: Actor, key: UUID, reason: str, comment: str = "", **asked: Unpack[Asked]
) -> Referral:
    """Take back what has not been answered, by a reason of `CancelReason`.

    Raises as `moves.move` does.
    """

    def act(referral: Referral, at: datetime) -> None:
        referral.reason = reason

    return move("cancel", actor=actor, key=key, act=act, reason=reason, comment=comment, **asked)


def request_cancellation(
    *, actor: Actor, key: UUID, reason: str, comment: str = "", **asked: Unpack[Asked]
) -> Referral:
    """Ask the receiver to stop, by a reason of `CancelReason`. Raises as `moves.move` does."""

    def act(referral: Referral, at: datetime) -> None:
        CancellationRequest.objects.create(referral=referral, reason=reason, asked_at=at)

    return move(
        "request_cancellation",
        actor=actor,
        key=key,
        act=act,
        reason=reason,
        comment=comment,
        **asked,
    )


def retract_cancellation(
    *, actor: Actor, key: UUID, comment: str = "", **asked: Unpack[Asked]
) -> Referral:
    """The sender does not want to cancel after all. Raises as `moves.move` does."""
    return _answer("retract_cancellation", Answer.RETRACTED, actor, key, comment, asked)


def refuse_cancellation(
    *, actor: Actor, key: UUID, comment: str, **asked: Unpack[Asked]
) -> Referral:
    """The receiver goes on, and says why. Raises as `moves.move` does."""
    return _answer("refuse_cancellation", Answer.REFUSED, actor, key, comment, asked)


def confirm_cancellation(
    *, actor: Actor, key: UUID, comment: str = "", **asked: Unpack[Asked]
) -> Referral:
    """The receiver stops, for the reason that the sender gave. Raises as `moves.move` does."""

    def act(referral: Referral, at: datetime) -> None:
        request = open_request_to_cancel(referral)
        answer(request, Answer.CONFIRMED, at)
        referral.reason = request.reason
        close_own_case(actor, referral, at)

    return move("confirm_cancellation", actor=actor, key=key, act=act, comment=comment, **asked)


def mark_in_error(*, actor: Actor, key: UUID, comment: str, **asked: Unpack[Asked]) -> Referral:
    """The referral should never have been: its content closes to the receiver, the record stays.

    Raises as `moves.move` does.
    """
    return move("mark_in_error", actor=actor, key=key, comment=comment, **asked)


def _answer(
    verb: str, given: Answer, actor: Actor, key: UUID, comment: str, asked: Asked
) -> Referral:
    def act(referral: Referral, at: datetime) -> None:
        answer(open_request_to_cancel(referral), given, at)

    return move(verb, actor=actor, key=key, act=act, comment=comment, **asked)
