"""What can be done with a referral now."""

from orgs.access import Actor

from ..models import CancellationRequest, Referral
from ..rules import may_make, side_of
from ..states import Move, moves_from


def open_request_to_cancel(referral: Referral) -> CancellationRequest | None:
    """The sender's request that waits for an answer, for whoever was given the referral."""
    return referral.cancellation_requests.filter(answer="").first()


def possible_moves(actor: Actor, referral: Referral) -> list[Move]:
    """The moves that the actor can make from where the referral stands."""
    side = side_of(actor, referral)
    if side is None:
        return []
    asked = open_request_to_cancel(referral) is not None
    ways = moves_from(referral.status, referral.business_status, side, asked)
    return [move for move in ways if may_make(actor, move, referral)]
