"""Whether a place is open at this moment, and until when that is so."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from polku.base import page_cache

from .hours import OpeningHours, Span, is_public_holiday

# A place that does not open or close within a year has no moment at which it does.
AHEAD = 366
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class OpenNow:
    """`turns`: when it closes where it is open, when it opens where it is closed; None where
    nothing is known of that. `today`: the hours of this day. `is_holiday`: closed today because
    of a public holiday."""

    is_open: bool
    turns: datetime | None
    today: tuple[Span, ...]
    is_holiday: bool


def open_now(hours: OpeningHours, now: datetime) -> OpenNow:
    """`now`: a moment of the place's own clock, with its time zone."""
    today = hours.spans_on(now.date())
    usual = hours.week[now.weekday()]
    return OpenNow(
        is_open=hours.is_open(now),
        turns=next_change(hours, now),
        today=today,
        is_holiday=bool(usual) and not today and is_public_holiday(now.date()),
    )


def at_present(hours: OpeningHours) -> OpenNow | None:
    """The same of this very moment, for a page that is being made; None where no hours are known.
    Times are those of the site's own time zone."""
    if not hours:
        return None
    found = open_now(hours, timezone.localtime())
    page_cache.until(found.turns)
    return found


def next_change(hours: OpeningHours, now: datetime) -> datetime | None:
    """The moment at which it is open no more, or opens; None where there is none within a year.
    Until then, and no longer than this day, what `open_now` says stays right."""
    clock = now.replace(tzinfo=None)
    is_open = hours.is_open(clock)
    for moment in _moments(hours, clock.date()):
        if moment > clock and hours.is_open(moment) != is_open:
            return moment.replace(tzinfo=now.tzinfo)
    return None


def _moments(hours: OpeningHours, first: date) -> Iterator[datetime]:
    """All moments at which it may open or close, in their order."""
    last = first + AHEAD * _DAY
    if not any(hours.week):
        last = min(last, max((other.last for other in hours.others), default=first) + _DAY)
    day = first
    while day <= last:
        midnight = datetime.combine(day, time.min)
        ends = {moment for span in hours.spans_on(day) for moment in (span.opens, span.closes)}
        # The end of a day is the beginning of the next one.
        for moment in sorted(ends | {time.min}):
            yield midnight.replace(hour=moment.hour, minute=moment.minute)
        day += _DAY
