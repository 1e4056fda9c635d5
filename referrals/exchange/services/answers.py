"""The receiver's answer."""

from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.access import Actor
from orgs.models import User
from referrals.cases.models import Case
from referrals.cases.queries import current_case
from referrals.cases.services import check_worker, close_case, open_case
from referrals.consent.models import SharedField
from referrals.consent.queries import snapshot_content
from referrals.consent.snapshot import person_details
from referrals.people.queries import with_identity_code
from referrals.people.services import register_person

from ..models import Referral
from ..states import CLIENT_REASONS, BusinessStatus, DeclineReason
from .moves import move


def receive(
    *,
    actor: Actor,
    key: UUID,
    version: int | None = None,
    request_id: UUID | None = None,
    at: datetime | None = None,
) -> Referral:
    """Note that the receiver has opened the referral. Raises as `moves.move` does."""
    return move(
        "receive",
        actor=actor,
        key=key,
        given={},
        act=lambda referral, at: None,
        version=version,
        request_id=request_id,
        at=at,
    )


def accept(
    *,
    actor: Actor,
    key: UUID,
    responsible_worker: User | None,
    first_contact_on: date | None,
    comment: str = "",
    version: int | None = None,
    request_id: UUID | None = None,
    at: datetime | None = None,
) -> Referral:
    """Take the client: the receiver's own person, from the disclosed fields alone, and own case.

    A client whom the receiver knows by the same identity code is that client, unchanged. Raises as
    `moves.move` does.
    """

    def act(referral: Referral, at: datetime) -> None:
        check_worker(actor, responsible_worker)
        if first_contact_on < timezone.localdate(at):
            raise ValidationError(
                {"first_contact_on": _("The first contact is still to come: give a later day.")}
            )
        referral.receiver_case = _own_case(actor, referral, responsible_worker, at)
        referral.responsible_worker = responsible_worker
        referral.first_contact_on = first_contact_on
        referral.answered_at = at

    return move(
        "accept",
        actor=actor,
        key=key,
        given={"responsible_worker": responsible_worker, "first_contact_on": first_contact_on},
        act=act,
        version=version,
        request_id=request_id,
        at=at,
        comment=comment,
    )


def decline(
    *,
    actor: Actor,
    key: UUID,
    reason: str,
    comment: str = "",
    version: int | None = None,
    request_id: UUID | None = None,
    at: datetime | None = None,
) -> Referral:
    """Refuse, for the organisation or for the client, by a reason of `DeclineReason`.

    After acceptance the case that it opened ends with it, unless it holds something else by now:
    an open case would keep the client's data without any end.

    Raises as `moves.move` does; ValidationError also for "other" without words.
    """

    def act(referral: Referral, at: datetime) -> None:
        if reason not in DeclineReason.values:
            raise ValidationError({"reason": _("Choose one of the reasons.")})
        if reason == DeclineReason.OTHER and not comment.strip():
            raise ValidationError({"comment": _("Say in a few words what the reason is.")})
        referral.reason = reason
        if _holds_nothing_else(referral):
            close_case(actor=actor, key=referral.receiver_case.key, at=at)
        referral.answered_at = referral.answered_at or at
        referral.ended_at = at

    return move(
        "decline",
        actor=actor,
        key=key,
        given={"reason": reason},
        act=act,
        business_status=BusinessStatus.DECLINED_BY_CLIENT if reason in CLIENT_REASONS else None,
        version=version,
        request_id=request_id,
        at=at,
        reason=reason,
        comment=comment,
    )


def _own_case(actor: Actor, referral: Referral, worker: User, at: datetime) -> Case:
    content = snapshot_content(actor, referral.disclosure)
    person = with_identity_code(actor, content.get(SharedField.IDENTITY_CODE, ""))
    if person is None:
        person = register_person(actor=actor, at=at, **person_details(content))
    case = current_case(actor, person)
    if case is not None and case.status == Case.Status.OPEN:
        return case
    return open_case(actor=actor, person=person, responsible_worker=worker, at=at)


def _holds_nothing_else(referral: Referral) -> bool:
    """Whether the receiver's case is there because of this referral alone."""
    case = referral.receiver_case
    return (
        case is not None
        and case.opened_on == timezone.localdate(referral.answered_at)
        and not case.notes.exists()
        and not case.outgoing_referrals.exists()
        and not case.incoming_referrals.exclude(pk=referral.pk).exists()
    )
