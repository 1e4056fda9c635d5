"""The one way in which a referral changes its state."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.access import Actor
from polku.record import audit, outbox

from ..models import MoveComment, Referral, ReferralMove
from ..queries import visible_referrals
from ..rules import side_of, wants
from ..states import MOVES

Act = Callable[[Referral, datetime], None]


class Conflict(Exception):
    """The referral has moved on since the actor read it.

    `given` is the version that the actor knew (None where they named none), `current` the stored
    one; `referral` as it is now.
    """

    def __init__(self, referral: Referral, given: int | None):
        super().__init__(f"version {given} given, {referral.version} stored")
        self.referral = referral
        self.given = given
        self.current = referral.version


@transaction.atomic
def move(
    verb: str,
    *,
    actor: Actor,
    key: UUID,
    given: dict,
    act: Act,
    version: int | None = None,
    request_id: UUID | None = None,
    at: datetime | None = None,
    business_status: str | None = None,
    reason: str = "",
    comment: str = "",
) -> Referral:
    """Make one move of `states.MOVES`, whole or not at all, and record and tell it.

    `given`: what the actor brings for the needs of the move. `act` writes it to the locked
    referral, which is saved afterwards. `version`: the one that the actor has read; None takes the
    stored one. `business_status`: where it is finer than the table's. The same `request_id` again
    changes nothing and answers as the first time did.

    Raises Http404 (missing, others', or a move of the other side), Conflict (another version, or a
    state from which the move does not go), ValidationError by field.
    """
    request_id = request_id or uuid4()
    at = at or timezone.now()
    step = MOVES[verb]
    referral = lock(actor, key)
    if side_of(actor, referral) != step.side:
        raise Http404
    if made_before(referral, verb, request_id):
        return referral
    if referral.status not in step.sources or version not in (None, referral.version):
        raise Conflict(referral, version)
    if sentences := wants(step, referral, given):
        raise ValidationError(sentences)
    act(referral, at)
    source, referral.status = referral.status, step.target
    referral.business_status = business_status or step.business_status
    write_move(
        referral,
        verb,
        actor=actor,
        source=source,
        request_id=request_id,
        at=at,
        reason=reason,
        comment=comment,
    )
    return referral


def lock(actor: Actor, key: UUID) -> Referral:
    """The actor's referral, held against other changes to the end of the transaction."""
    found = (
        visible_referrals(actor)
        .select_for_update(of=("self",))
        .select_related("share_set", "activity", "sender_case", "receiver", "sender")
        .filter(key=key)
        .first()
    )
    if found is None:
        raise Http404
    return found


def made_before(referral: Referral, verb: str, request_id: UUID) -> bool:
    """Whether this very request has been served. Raises ValidationError for the id of another."""
    made = ReferralMove.objects.filter(request_id=request_id).first()
    if made is None:
        return False
    if (made.referral_id, made.verb) != (referral.pk, verb):
        raise ValidationError(_("The page is out of date. Open it anew and try again."))
    return True


def write_move(
    referral: Referral,
    verb: str,
    *,
    actor: Actor,
    source: str,
    request_id: UUID,
    at: datetime,
    reason: str = "",
    comment: str = "",
) -> None:
    """Save the referral with its next version, the move, its record and its event."""
    made = ReferralMove.objects.create(
        referral=referral,
        verb=verb,
        source=source,
        target=referral.status,
        user=actor.user,
        organisation=actor.organisation,
        at=at,
        previous_version=referral.version,
        request_id=request_id,
        reason=reason,
    )
    if comment.strip():
        MoveComment.objects.create(move=made, text=comment.strip())
    referral.version += 1
    referral.save()
    audit.record(actor, f"referral.{verb}", referral, at=at)
    outbox.emit(
        f"referral.{verb}",
        organisation_id=actor.organisation.pk,
        facts={
            "referral_id": referral.pk,
            "sender_id": referral.sender_id,
            "receiver_id": referral.receiver_id,
            "activity_kind": referral.activity.kind,
            "themes": list(referral.activity.themes),
            "municipality_id": referral.activity.municipality_id,
            "case_number": str(referral.sender_case.statistics_number),
            "reason": reason,
            "outcome": referral.outcome,
        },
        at=at,
    )
