"""When one can sign up, who gets a place, and until when it is kept."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from django.utils import timezone

from .models import Gathering, SignUp

# How long a place that became free is kept for who is next; it ends before the date begins.
KEPT_FOR = timedelta(days=2)
BEFORE_START = timedelta(hours=1)
# Who comes along, at most, of each kind.
MOST_ALONG = 20
# Each question less is a person more who fills in the form.
MOST_QUESTIONS = 10
MOST_CHOICES = 12
_Party = TypeVar("_Party", bound=SignUp)


class Refusal(StrEnum):
    """Why nobody can sign up, or not these people."""

    NOT_HERE = "not_here"
    OFF = "off"
    NOT_YET = "not_yet"
    OVER = "over"
    FULL = "full"
    TOO_MANY = "too_many"


def refusal(gathering: Gathering, now: datetime) -> Refusal | None:
    """Why nobody can sign up now, whatever the places; None where they can."""
    facts, today = gathering.activity, timezone.localdate(now)
    if not facts.sign_up or facts.is_signed_up_by_date != (gathering.occurrence is not None):
        return Refusal.NOT_HERE
    if gathering.is_off or facts.organisation.closed_on:
        return Refusal.OFF
    if facts.sign_up_from and today < facts.sign_up_from:
        return Refusal.NOT_YET
    if facts.sign_up_until and today > facts.sign_up_until:
        return Refusal.OVER
    if gathering.occurrence and now >= closes_at(gathering):
        return Refusal.OVER
    # A series is over with its last date; what has no dates has no end.
    if not gathering.occurrence and facts.schedules and _is_behind(gathering, now):
        return Refusal.OVER
    return None


def closes_at(gathering: Gathering) -> datetime:
    """When the sign-up for one date closes by the clock."""
    hours = timedelta(hours=gathering.activity.sign_up_hours_before or 0)
    return gathering.occurrence.starts_at - hours


def _is_behind(gathering: Gathering, now: datetime) -> bool:
    until, begins = gathering.activity.open_until, gathering.activity.open_from
    is_open = begins is not None and (until is None or until > now)
    return not is_open and gathering.next_start(now) is None


def first_that_fits(waiting: Iterable[_Party], free: int) -> _Party | None:
    """Who gets a place that became free: who came first, of those for whom there is room. A family
    that needs more than there is does not keep the places empty."""
    return next((party for party in waiting if party.places <= free), None)


def reply_by(now: datetime, starts: datetime | None) -> datetime | None:
    """Until when a place is kept that is offered now; None where it is too late to offer any."""
    if starts is None:
        return now + KEPT_FOR
    latest = min(now + KEPT_FOR, starts - BEFORE_START)
    return latest if latest > now else None
