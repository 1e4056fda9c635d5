"""What is said of a page that is being made: until when it stays right, by those who make it by the
clock, and remarks."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, time, timedelta

from django.utils import timezone

# A change that no process of ours has made, as by hand in the database, shows after this time.
LONGEST = timedelta(minutes=10)

Moment = datetime | None
_told: ContextVar["Told | None"] = ContextVar("page_cache_ends", default=None)


class Told:
    """The moments until which the page that is being made is right, and what they were asked of."""

    def __init__(self, *moments: datetime):
        self.moments = list(moments)
        self.asked: set[Callable] = set()
        self.remarks: list[tuple] = []


def until(moment: Moment | Callable[[datetime], Moment]) -> None:
    """What is being made for a page stays right until this moment; None says nothing. A function
    of the present is asked once for each page, and for nothing that is not kept."""
    told = _told.get()
    if told is None:
        return
    if callable(moment):
        if moment in told.asked:
            return
        told.asked.add(moment)
        moment = moment(timezone.now())
    if moment is not None:
        told.moments.append(moment)


def remark(*words) -> None:
    """Something of the page that is being made, for those who are told each time it is answered."""
    told = _told.get()
    if told is not None:
        told.remarks.append(words)


@contextmanager
def collected() -> Iterator[Told]:
    """The moments that are said meanwhile; the end of the day is among them at any rate."""
    now = timezone.localtime()
    midnight = datetime.combine(now.date() + timedelta(days=1), time.min)
    told = Told(now + LONGEST, timezone.make_aware(midnight))
    before = _told.set(told)
    try:
        yield told
    finally:
        _told.reset(before)
