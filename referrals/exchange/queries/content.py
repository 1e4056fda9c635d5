"""What each side may read of a referral. All that is shown of one comes from here, so that the
receiver never sees more than was disclosed, nor the sender anything of the receiver's case."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from orgs.access import Actor
from referrals.consent import snapshot
from referrals.consent.queries import snapshot_content
from referrals.people.models import Person
from referrals.people.rules import works_with_clients

from ..models import Referral, ReferralMove, Report
from ..rules import side_of
from ..states import Side, Status

CREATE = "create"


@dataclass(frozen=True)
class Contents:
    """What was or would be disclosed; `closed` where the reader may not read it any more."""

    values: list[snapshot.SharedValue]
    closed: bool = False


def own_client(actor: Actor, referral: Referral) -> Person | None:
    """The actor's own client in the referral; the receiver has one after acceptance."""
    match side_of(actor, referral):
        case Side.SENDER:
            return referral.sender_case.person
        case Side.RECEIVER if referral.receiver_case:
            return referral.receiver_case.person
    return None


def client_name(actor: Actor, referral: Referral) -> str:
    """The name by which the actor's organisation knows the client; empty where it knows none.

    Before acceptance lists show the receiver coded fields only, so no name, even if it was shared.
    """
    person = own_client(actor, referral)
    return person.name if person else ""


def contents(actor: Actor, referral: Referral) -> Contents:
    """The disclosed values; for the sender of a draft those that would be."""
    if side_of(actor, referral) is None or _is_closed(actor, referral):
        return Contents([], closed=True)
    if referral.disclosure is None:
        person = referral.sender_case.person
        return Contents(preview(actor, person, referral.share_set.fields, referral.purpose))
    return Contents(snapshot.shown(snapshot_content(actor, referral.disclosure)))


def preview(
    actor: Actor, person: Person, fields: Collection[str], purpose: str
) -> list[snapshot.SharedValue]:
    """One's own client as a receiver would see them; nothing of anyone else."""
    if not works_with_clients(actor) or person.holder_id != actor.organisation.pk:
        return []
    return snapshot.shown(snapshot.build(person, fields, purpose))


def history(actor: Actor, referral: Referral) -> QuerySet[ReferralMove]:
    """The moves, oldest first; the receiver's begin with the sending."""
    side = side_of(actor, referral)
    moves = ReferralMove.objects.filter(referral=referral).select_related("user", "organisation")
    if side == Side.RECEIVER:
        moves = moves.exclude(verb=CREATE)
    elif side is None:
        moves = moves.none()
    return moves.order_by("previous_version", "pk").select_related("comment")


def was_made(actor: Actor, referral: Referral, request_id: UUID) -> bool:
    """Whether this request has been served as a move of the referral."""
    return history(actor, referral).filter(request_id=request_id).exists()


def reports(actor: Actor, referral: Referral) -> QuerySet[Report]:
    """What the receiver reported, newest version first."""
    found = Report.objects.filter(referral=referral).select_related("author")
    if side_of(actor, referral) is None or _is_closed(actor, referral):
        return found.none()
    return found.order_by("-version")


def _is_closed(actor: Actor, referral: Referral) -> bool:
    """Erasing a client closes the texts of their referrals to the organisation that erased; what
    was entered in error is closed to the receiver, for whom it was never meant."""
    if referral.status == Status.ENTERED_IN_ERROR and side_of(actor, referral) == Side.RECEIVER:
        return True
    person = own_client(actor, referral)
    return person is not None and person.erased_at is not None
