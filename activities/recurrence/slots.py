"""From a series to moments: what takes place when."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice

from polku.base.opening_hours import Opening

from . import clock
from .rules import MOST_TIMES
from .series import Change, Series, Shape

LONGEST = timedelta(days=31)
# Within it a weekly opening comes, whatever holidays are left out.
_FAR = timedelta(days=3 * 366)


@dataclass(frozen=True)
class Slot:
    """One occurrence: its original local start, which names it, and its moments in UTC, both as
    they are after a change. It is cancelled where it has a `reason`."""

    local_date: date
    local_time: time
    timezone: str
    starts_at: datetime
    ends_at: datetime
    is_all_day: bool = False
    is_moved: bool = False
    place: str = ""
    reason: str = ""
    note: str = ""


def expand(series: Series, *, after: datetime, last: date) -> list[Slot]:
    """The slots that end after the moment `after` and whose original date is on `last` at the
    latest, in the order of these dates, cancelled ones among them, at most `MOST_TIMES`. What is
    open gives none: `opening_time` says from when until when. Raises Problem."""
    if series.is_open:
        return []
    zone = series.zone
    # Dates far enough back cannot reach `after`; leaving them out saves the reckoning.
    earliest = after.astimezone(zone).date() - LONGEST - timedelta(days=2)
    slots = (
        slot_of(series, day)
        for day in series.dates(last)
        if day >= earliest or series.change_of(day)
    )
    return list(islice((slot for slot in slots if slot.ends_at > after), MOST_TIMES))


def opening_time(series: Series) -> tuple[datetime, datetime | None] | None:
    """From which moment until which what is open is open; no end where none is planned. None
    where it never opens."""
    horizon = series.first_date + _FAR
    first = next(iter(series.dates(min(series.last_date or horizon, horizon))), None)
    if first is None:
        return None
    opens = min(opening.opens for opening in series.hours if opening.weekday == first.weekday())
    begins = clock.instant(first, opens, series.zone)
    if series.last_date is None:
        return begins, None
    last = series.dates(series.last_date)[-1]
    ends = [
        clock.end_by_clock(last, opening.opens, opening.closes, series.zone)
        for opening in series.hours
        if opening.weekday == last.weekday()
    ]
    # A day that was moved may come after all others.
    for change in series.changes:
        if change.is_of_time:
            day = change.new_date or change.date
            ends += [
                clock.end_by_clock(day, one.opens, one.closes, series.zone)
                for one in hours_after(series, change)
            ]
    return begins, max(ends)


def hours_after(series: Series, change: Change) -> tuple[Opening, ...]:
    """The opening hours of a day that is moved, or open at other hours: the new ones, else those
    that it had."""
    day = change.new_date or change.date
    if change.new_starts and change.new_ends:
        return (Opening(day.weekday(), change.new_starts, change.new_ends),)
    return tuple(
        replace(one, weekday=day.weekday())
        for one in series.hours
        if one.weekday == change.date.weekday()
    )


def slot_of(series: Series, day: date) -> Slot:
    """The slot of one of the series' original dates, as it is after a change."""
    zone = series.zone
    change = series.change_of(day)
    new_day, starts, place = day, series.starts, ""
    is_moved = change is not None and not change.is_cancelled
    if is_moved:
        new_day, starts = change.new_date or day, change.new_starts or series.starts
        place = change.new_place
    if is_moved and change.new_ends:
        ends_at = clock.end_by_clock(new_day, starts, change.new_ends, zone)
    else:
        ends_at = clock.end(new_day, starts, series.duration, zone)
    return Slot(
        local_date=day,
        local_time=series.starts,
        timezone=series.timezone,
        starts_at=clock.instant(new_day, starts, zone),
        ends_at=ends_at,
        is_all_day=series.shape == Shape.ALL_DAY,
        is_moved=is_moved and change.is_of_time,
        place=place,
        reason=change.reason if change else "",
        note=change.note if change else "",
    )
