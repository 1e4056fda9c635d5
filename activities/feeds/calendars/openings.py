"""Opening hours as weekly events: one a weekday and opening."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from uuid import uuid5

from icalendar import Event, vRecur

from activities.queries import Told
from activities.recurrence import Series, instant
from activities.recurrence.clock import end_by_clock
from polku.base.opening_hours import Opening

from .events import about, on_the_clock, stamp

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def events_of_openings(told: Told, absolute: Callable[[str], str]) -> Iterator[Event]:
    counts: dict[int, int] = {}
    for series in told.openings:
        for opening in series.hours:
            number = counts[opening.weekday] = counts.get(opening.weekday, 0) + 1
            name = f"open {opening.weekday} {number}"
            if event := _weekly(told, series, opening, absolute):
                event.add("UID", str(uuid5(told.activity.translation_key, name)))
                yield from (event, *_other_days(told, series, opening, event, absolute))


def _weekly(
    told: Told, series: Series, opening: Opening, absolute: Callable[[str], str]
) -> Event | None:
    """None where it never opens at this time."""
    first = _first_day(series, opening)
    if series.last_date and first > series.last_date:
        return None
    event = _at(told, series, first, opening, absolute)
    rule = {"FREQ": "WEEKLY", "BYDAY": _WEEKDAYS[opening.weekday]}
    if series.last_date:
        end = instant(series.last_date, opening.opens, series.zone)
        rule["UNTIL"] = end
    event.add("RRULE", vRecur(rule))
    left_out = set(series.excluded)
    left_out |= {change.date for change in series.changes if change.is_cancelled}
    for day in sorted(day for day in left_out if _is_of(day, series, opening)):
        event.add("EXDATE", _moment(series, day, opening))
    for day in sorted(series.extra - series.excluded):
        if day.weekday() == opening.weekday and not _is_of(day, series, opening):
            event.add("RDATE", _moment(series, day, opening))
    return event


def _other_days(
    told: Told,
    series: Series,
    opening: Opening,
    weekly: Event,
    absolute: Callable[[str], str],
) -> Iterator[Event]:
    """The days on which it is open at another time or in another place."""
    for change in series.changes:
        if change.is_cancelled or not _is_of(change.date, series, opening):
            continue
        day = change.new_date or change.date
        hours = opening
        if change.new_starts and change.new_ends:
            hours = Opening(day.weekday(), change.new_starts, change.new_ends)
        event = _at(told, series, day, hours, absolute, place=change.new_place, more=[change.note])
        event.add("UID", weekly["UID"])
        event.add("RECURRENCE-ID", _moment(series, change.date, opening))
        yield event


def _at(
    told: Told,
    series: Series,
    day: date,
    hours: Opening,
    absolute: Callable[[str], str],
    **of_day,
) -> Event:
    event = about(told, absolute, **of_day)
    ends = end_by_clock(day, hours.opens, hours.closes, series.zone)
    event.add("DTSTART", _moment(series, day, hours))
    event.add("DTEND", on_the_clock(ends, series.timezone))
    event.add("SEQUENCE", told.activity.sequence)
    stamp(event, told.changed_at)
    event.add("STATUS", "CANCELLED" if told.is_withdrawn else "CONFIRMED")
    event.add("TRANSP", "TRANSPARENT")
    return event


def _first_day(series: Series, opening: Opening) -> date:
    return series.first_date + timedelta(days=(opening.weekday - series.first_date.weekday()) % 7)


def _is_of(day: date, series: Series, opening: Opening) -> bool:
    """Whether the week of opening hours gives this day."""
    return (
        day.weekday() == opening.weekday
        and day >= series.first_date
        and (series.last_date is None or day <= series.last_date)
    )


def _moment(series: Series, day: date, opening: Opening) -> datetime:
    return on_the_clock(instant(day, opening.opens, series.zone), series.timezone)
