"""Who of the receiver is responsible for the client."""

from datetime import datetime
from typing import Unpack
from uuid import UUID

from orgs.access import Actor
from orgs.models import User
from referrals.cases.services import check_worker

from ..models import Assignment, Referral
from .moves import Asked, move


def reassign(
    *,
    actor: Actor,
    key: UUID,
    responsible_worker: User | None,
    comment: str = "",
    **asked: Unpack[Asked],
) -> Referral:
    """A manager gives the client to another worker. Raises as `moves.move` does."""

    def act(referral: Referral, at: datetime) -> None:
        check_worker(actor, responsible_worker)
        assign(referral, responsible_worker, actor, at)

    return move(
        "reassign",
        actor=actor,
        key=key,
        given={"responsible_worker": responsible_worker},
        act=act,
        comment=comment,
        **asked,
    )


def assign(referral: Referral, worker: User, actor: Actor, at: datetime) -> None:
    """Make the worker the one who is responsible, from now on; the earlier ones stay on record."""
    if referral.responsible_worker_id == worker.pk:
        return
    referral.assignments.filter(until__isnull=True).update(until=at)
    Assignment.objects.create(referral=referral, worker=worker, assigned_by=actor.user, since=at)
    referral.responsible_worker = worker
