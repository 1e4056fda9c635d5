"""The one way in which a referral changes its state."""

from collections.abc import Callable
from datetime import datetime
from typing import TypedDict
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.access import Actor
from polku.record import audit, outbox

from ..models import CancellationRequest, MoveComment, Referral, ReferralMove
from ..queries import open_request_to_cancel, visible_referrals
from ..rules import may_make, wants
from ..states import ENDED, MOVES, Move, Status
from ..states.reasons import OTHER

Act = Callable[[Referral, datetime], None]


class Asked(TypedDict, total=False):
    """What every move can be asked with.

    `version`: the one that the actor has read; without it the stored one is taken. `request_id`:
    the same again changes nothing and answers as the first time did. `at`: by default now.
    """

    version: int | None
    request_id: UUID | None
    at: datetime | None


def nothing(referral: Referral, at: datetime) -> None:
    """The act of a move that changes the state alone."""


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
    given: dict | None = None,
    act: Act = nothing,
    version: int | None = None,
    request_id: UUID | None = None,
    at: datetime | None = None,
    business_status: str | None = None,
    reason: str = "",
    comment: str = "",
) -> Referral:
    """Make one move of `states.MOVES`, whole or not at all, and record and tell it.

    `given`: what the actor brings for the needs of the move beside `reason` and `comment`. `act`
    writes it to the locked referral, which is saved afterwards. `business_status`: where it is
    finer than the table's. The rest as in `Asked`.

    Raises Http404 (missing, others', or a move of the other side), Conflict (another version, or a
    state from which the move does not go), ValidationError by field.
    """
    request_id = request_id or uuid4()
    at = at or timezone.now()
    step = MOVES[verb]
    referral = lock(actor, key)
    if not may_make(actor, step, referral):
        raise Http404
    if made_before(referral, verb, request_id):
        return referral
    to_cancel = open_request_to_cancel(referral)
    possible = step.goes_from(referral.status, referral.business_status, to_cancel is not None)
    if not possible or version not in (None, referral.version):
        raise Conflict(referral, version)
    if sentences := wants(
        step, referral, {"reason": reason, "comment": comment.strip()} | (given or {})
    ):
        raise ValidationError(sentences)
    _check_reason(step, reason, comment)
    act(referral, at)
    source = referral.status
    if step.target is not None:
        referral.status = step.target
        referral.business_status = business_status or step.business_status
    if referral.status != Status.ON_HOLD:
        referral.review_on = referral.expected_start_on = None
    if referral.status in (*ENDED, Status.ENTERED_IN_ERROR):
        referral.ended_at = referral.ended_at or at
        if to_cancel is not None:
            answer(to_cancel, CancellationRequest.Answer.ENDED, at)
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


def answer(request: CancellationRequest, given: CancellationRequest.Answer, at: datetime) -> None:
    """Close a request to cancel; what it was answered first stays."""
    CancellationRequest.objects.filter(pk=request.pk, answer="").update(
        answer=given, answered_at=at
    )


def _check_reason(step: Move, reason: str, comment: str) -> None:
    if step.reasons is None:
        return
    if reason not in step.reasons.values:
        raise ValidationError({"reason": _("Choose one of the reasons.")})
    if reason == OTHER and not comment.strip():
        raise ValidationError({"comment": _("Say in a few words what the reason is.")})


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
        business_status=referral.business_status,
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
