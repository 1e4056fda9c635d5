"""An event of a calendar file as schedules: its first date, its rule, and its dates added and left
out."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _
from icalendar import Event

from activities.recurrence import Problem, Series, Shape, parse
from activities.recurrence.clock import DAY

from .values import local, moment, no_time, value_of

_MINUTE = timedelta(minutes=1)


def series_of(event: Event, own_zone: str) -> list[Series]:
    """The series of an event, and the times of its own that one series cannot hold."""
    for name in ("EXRULE", "RRULE"):
        if isinstance(event.get(name), list) or (name == "EXRULE" and name in event):
            raise Problem(_("it repeats by several rules at once. Make an event of each."))
    rrule = event["RRULE"].to_ical().decode() if "RRULE" in event else ""
    one = replace(once(event, own_zone, repeats=bool(rrule)), rrule=rrule)
    others = []
    if rrule:
        one, others = _from_its_first_date(one)
    excluded, _left = _dates(event, "EXDATE", one)
    extra, left = _dates(event, "RDATE", one)
    one = replace(one, excluded=excluded, extra=extra - excluded - {one.first_date})
    return [one, *others, *left]


def once(event: Event, own_zone: str, *, repeats: bool = False) -> Series:
    """The first date of an event, without its repetition."""
    begins, zone = moment(event, "DTSTART", own_zone, repeats=repeats)
    ends = _end(event, begins, zone)
    if isinstance(begins, datetime):
        length = -(-(ends - begins) // _MINUTE) * _MINUTE
        return Series(begins.date(), begins.time(), length, timezone=zone)
    return Series(begins, time(0), ends - begins, timezone=zone, shape=Shape.ALL_DAY)


def _end(event: Event, begins: date | datetime, zone: str) -> date | datetime:
    """Without an end or a length a day lasts a day (RFC 5545), and what begins at a time an hour:
    the standard's “no time at all” is nothing to come to."""
    is_time = isinstance(begins, datetime)
    if "DTEND" in event:
        ends = value_of(event, "DTEND")
        if isinstance(ends, datetime) and is_time:
            ends = local(ends, zone)
        if isinstance(ends, datetime) == is_time and ends > begins:
            return ends
    elif "DURATION" in event:
        length = value_of(event, "DURATION", timedelta)
        if length > timedelta(0):
            return begins + length
    return begins + (timedelta(hours=1) if is_time else DAY)


def _from_its_first_date(one: Series) -> tuple[Series, list[Series]]:
    """The series from the first date on that its rule gives, and the first date where it is none
    of them."""
    rule = parse(one.rrule, one.zone)
    horizon = one.first_date + timedelta(days=366 * 9)
    first = next(one.by_rule(horizon), None)
    if first in (None, one.first_date):
        return one, []
    alone = replace(one, rrule="")
    if rule.count == 1:
        return alone, []
    # “The DTSTART property value always counts as the first occurrence.”
    if rule.count:
        rule = replace(rule, count=rule.count - 1)
    return replace(one, first_date=first, rrule=str(rule)), [alone]


def _dates(event: Event, name: str, one: Series) -> tuple[frozenset[date], list[Series]]:
    """The dates of EXDATE or RDATE, and those that are at another time or of another length than
    the series."""
    days, left = set(), []
    found = event.get(name, [])
    for group in found if isinstance(found, list) else [found]:
        for item in getattr(group, "dts", []):
            value, length = item.dt, one.duration
            if isinstance(value, tuple):
                value, end_or_length = value
                is_length = isinstance(end_or_length, timedelta)
                length = end_or_length if is_length else end_or_length - value
            if not isinstance(value, date):
                raise no_time(name, item.to_ical().decode())
            if not isinstance(value, datetime):
                days.add(value)
                continue
            begins = local(value, one.timezone)
            if (begins.time(), length) == (one.starts, one.duration):
                days.add(begins.date())
            elif name == "RDATE":
                left.append(Series(begins.date(), begins.time(), length, timezone=one.timezone))
    return frozenset(days), left
