"""Until when a page that is being made stays right, as those say who make it by the clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, time, timedelta

from django.utils import timezone

# A change that no process of ours has made, as by hand in the database, shows after this time.
LONGEST = timedelta(minutes=10)

_told: ContextVar[list[datetime] | None] = ContextVar("page_cache_ends", default=None)


def until(moment: datetime | None) -> None:
    """What is being made for a page stays right until this moment; None says nothing."""
    told = _told.get()
    if told is not None and moment is not None:
        told.append(moment)


@contextmanager
def collected() -> Iterator[list[datetime]]:
    """The moments that are said meanwhile; the end of the day is among them at any rate."""
    now = timezone.localtime()
    midnight = datetime.combine(now.date() + timedelta(days=1), time.min)
    told = [now + LONGEST, timezone.make_aware(midnight)]
    before = _told.set(told)
    try:
        yield told
    finally:
        _told.reset(before)
