"""The receiver's answer, and the questions before it."""

from datetime import date, datetime
from typing import Unpack
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
from ..rules import add_working_days, working_days_between
from ..states import CLIENT_REASONS, BusinessStatus
from .assigning import assign
from .moves import Asked, move


def receive(*, actor: Actor, key: UUID, **asked: Unpack[Asked]) -> Referral:
    """Note that the receiver has opened the referral. Raises as `moves.move` does."""
    return move("receive", actor=actor, key=key, **asked)


def ask(*, actor: Actor, key: UUID, comment: str, **asked: Unpack[Asked]) -> Referral:
    """Ask the sender for what is missing; until they reply the answer is not due.

    Raises as `moves.move` does.
    """
    return move("ask", actor=actor, key=key, comment=comment, **asked)


def reply(*, actor: Actor, key: UUID, comment: str, **asked: Unpack[Asked]) -> Referral:
    """The sender answers the question; the answer is due later by the working days that it took.

    Raises as `moves.move` does.
    """

    def act(referral: Referral, at: datetime) -> None:
        asked_at = referral.moves.filter(verb="ask").latest("previous_version").at
        waited = working_days_between(timezone.localdate(asked_at), timezone.localdate(at))
        referral.answer_due_on = add_working_days(referral.answer_due_on, waited)

    return move("reply", actor=actor, key=key, act=act, comment=comment, **asked)


def accept(
    *,
    actor: Actor,
    key: UUID,
    responsible_worker: User | None,
    first_contact_on: date | None,
    comment: str = "",
    **asked: Unpack[Asked],
) -> Referral:
    """Take the client: the receiver's own person, from the disclosed fields alone, and own case.

    A client whom the receiver knows by the same identity code is that client, unchanged; so is one
    who was accepted before and waited since. Raises as `moves.move` does.
    """

    def act(referral: Referral, at: datetime) -> None:
        check_worker(actor, responsible_worker)
        if first_contact_on < timezone.localdate(at):
            raise ValidationError(
                {"first_contact_on": _("The first contact is still to come: give a later day.")}
            )
        if referral.receiver_case is None:
            referral.receiver_case = _own_case(actor, referral, responsible_worker, at)
        assign(referral, responsible_worker, actor, at)
        referral.first_contact_on = first_contact_on
        referral.answered_at = referral.answered_at or at

    return move(
        "accept",
        actor=actor,
        key=key,
        given={"responsible_worker": responsible_worker, "first_contact_on": first_contact_on},
        act=act,
        comment=comment,
        **asked,
    )


def decline(
    *, actor: Actor, key: UUID, reason: str, comment: str = "", **asked: Unpack[Asked]
) -> Referral:
    """Refuse, for the organisation or for the client, by a reason of `DeclineReason`.

    Raises as `moves.move` does; ValidationError also for "other" without words.
    """

    def act(referral: Referral, at: datetime) -> None:
        referral.reason = reason
        close_own_case(actor, referral, at)
        referral.answered_at = referral.answered_at or at

    return move(
        "decline",
        actor=actor,
        key=key,
        act=act,
        business_status=BusinessStatus.DECLINED_BY_CLIENT if reason in CLIENT_REASONS else None,
        reason=reason,
        comment=comment,
        **asked,
    )


def close_own_case(actor: Actor, referral: Referral, at: datetime) -> None:
    """End the case that the acceptance opened, unless it holds something else by now: an open case
    would keep the client's data without any end."""
    if _holds_nothing_else(referral):
        close_case(actor=actor, key=referral.receiver_case.key, at=at)


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
