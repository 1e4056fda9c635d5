"""Single values of a calendar file: moments, and texts."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vBroken

from activities.recurrence import DEFAULT_ZONE, Problem

from .zones import iana

_ONCE = ("DTSTART", "DTEND", "DURATION", "RECURRENCE-ID")
_TIMES = (*_ONCE, "RRULE", "EXRULE", "EXDATE", "RDATE")


def moment(
    event: Event, name: str, own_zone: str, *, repeats: bool = False
) -> tuple[date | datetime, str]:
    """A date, or a naive moment on the clock of a zone; and the zone's name."""
    if name not in event:
        raise Problem(_("it does not say when it begins."))
    value = value_of(event, name)
    if not isinstance(value, datetime):
        return value, own_zone
    if named := str(event[name].params.get("TZID", "")).strip('"'):
        return value.replace(tzinfo=None), iana(named, value.tzinfo, value.year)
    if value.tzinfo is None:
        return value, own_zone
    zone = "UTC" if repeats else own_zone
    return local(value, zone), zone


def check_readable(event: Event) -> None:
    """Raise Problem for a time or a rule that is none, or that is there twice."""
    for name in _TIMES:
        found = event.get(name, [])
        if isinstance(found, list) and len(found) > 1 and name in _ONCE:
            raise Problem(_("“%(part)s” is there twice; leave one.") % {"part": name})
        for value in found if isinstance(found, list) else [found]:
            if isinstance(value, vBroken):
                raise no_time(name, str(value))


def value_of(event: Event, name: str, kind: type = date) -> date | datetime | timedelta:
    """A day or a moment; with `kind=timedelta` a length."""
    value = getattr(event[name], "dt", None)
    if not isinstance(value, kind):
        raise no_time(name, str(value))
    return value


def no_time(name: str, text: str) -> Problem:
    return Problem(_("“%(text)s” is no time (%(name)s).") % {"text": text, "name": name})


def local(value: datetime, zone: str) -> datetime:
    """The naive moment on the clock of a zone; one without a zone is on that clock already."""
    if value.tzinfo is None:
        return value
    return value.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def own_zone_of(calendar: Calendar) -> str:
    named = str(calendar.get("X-WR-TIMEZONE", "")).strip()
    try:
        return iana(named, None, 2026) if named else DEFAULT_ZONE
    except Problem:
        return DEFAULT_ZONE


def text_of(event: Event, name: str) -> str:
    value = event.get(name, "")
    return str(value[0] if isinstance(value, list) else value).strip()
