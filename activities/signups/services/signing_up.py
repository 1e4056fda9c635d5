"""Signing up, and what a person or an organiser does with a sign-up."""

import uuid
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from activities.signups.codes import code_of, digest_of
from activities.signups.models import Gathering, SignUp
from activities.signups.rules import Refusal, refusal
from activities.signups.states import MOVES, Status
from orgs.access import Actor

from . import changes, mails, moves, places


class Refused(Exception):
    """Nobody can sign up for this, or there is no room: `reason` says why."""

    def __init__(self, reason: Refusal):
        self.reason = reason
        super().__init__(reason)


@transaction.atomic
def sign_up(
    *,
    activity_id: int,
    occurrence_id: int | None,
    form_id: uuid.UUID,
    name: str,
    language: str,
    contact: str = "",
    contact_kind: str = "",
    answers: list[dict] | None = None,
    children: int = 0,
    adults: int = 0,
    now: datetime | None = None,
) -> SignUp:
    """A place for somebody and whoever comes along, or one on the waiting list: who came first gets
    it. The same form again gives the sign-up that it made.

    Raises Refused; Activity.DoesNotExist and Occurrence.DoesNotExist where there is no such thing.
    """
    gathering = places.lock(activity_id, occurrence_id)
    if earlier := SignUp.objects.filter(form_id=form_id).first():
        return earlier
    now = now or timezone.now()
    key = uuid.uuid4()
    made = SignUp.objects.create(
        key=key,
        digest=digest_of(code_of(key)),
        form_id=form_id,
        activity=gathering.activity,
        occurrence=gathering.occurrence,
        status=_status(gathering, 1 + children + adults, now),
        name=name,
        contact=contact,
        contact_kind=contact_kind,
        answers=answers or None,
        language=language,
        children=children,
        adults=adults,
        made_at=now,
    )
    places.settle(gathering, now)
    changes.remember(gathering.occurrence, gathering.activity)
    moves.note(made, "make", now)
    mails.tell(made, made.status)
    return made


def _status(gathering: Gathering, size: int, now: datetime) -> Status:
    """Whoever waits already needs more places than are free (`places.settle`), so that nobody is
    passed by who would have had room."""
    if reason := refusal(gathering, now):
        raise Refused(reason)
    free = gathering.free()
    if free is None or size <= free:
        return Status.CONFIRMED
    if size > gathering.capacity:
        raise Refused(Refusal.TOO_MANY)
    if not gathering.activity.sign_up_waiting_list:
        raise Refused(Refusal.FULL)
    return Status.WAITING


def accept(*, sign_up_id: int, now: datetime | None = None) -> SignUp:
    """The person takes the place that was kept for them. Raises NotPossible where it is no more."""
    return _move(sign_up_id, "accept", now)


def cancel(*, sign_up_id: int, now: datetime | None = None) -> SignUp:
    """The person does not come. Raises NotPossible where the sign-up has ended already."""
    return _move(sign_up_id, "cancel", now)


def remove(*, actor: Actor, sign_up_id: int, now: datetime | None = None) -> SignUp:
    """The organiser takes the place back. Raises Http404 where it is not one of theirs, and
    NotPossible."""

    def check(gathering: Gathering) -> None:
        if gathering.activity.organisation_id != actor.organisation.pk:
            raise Http404

    return _move(sign_up_id, "remove", now, actor=actor, check=check)


def expire(*, sign_up_id: int, now: datetime | None = None) -> SignUp:
    """Nobody answered in time: the place goes to the next. Raises NotPossible."""
    return _move(sign_up_id, "expire", now)


@transaction.atomic
def _move(
    sign_up_id: int,
    verb: str,
    now: datetime | None,
    *,
    actor: Actor | None = None,
    check: Callable[[Gathering], None] = lambda gathering: None,
) -> SignUp:
    where = SignUp.objects.values_list("activity_id", "occurrence_id").get(pk=sign_up_id)
    gathering = places.lock(*where)
    check(gathering)
    now = now or timezone.now()
    found = SignUp.objects.select_related("activity").get(pk=sign_up_id)
    if verb == "accept" and found.reply_by and found.reply_by <= now:
        raise moves.NotPossible
    if verb == "expire" and found.reply_by and found.reply_by > now:
        raise moves.NotPossible
    moves.apply(found, verb, now, actor=actor)
    places.settle(gathering, now)
    if told := MOVES[verb].tells:
        mails.tell(found, told)
    return found
