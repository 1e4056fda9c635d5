"""From wall-clock times to moments."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from .problems import Problem

DAY = timedelta(days=1)


def zone(name: str) -> ZoneInfo:
    """The IANA zone of this name; raises Problem."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise Problem(
            _("“%(zone)s” is no time zone. Write it as in “Europe/Helsinki”.") % {"zone": name},
            "timezone",
        ) from None


def instant(day: date, at: time, timezone: ZoneInfo) -> datetime:
    """The moment of a wall-clock time, in UTC; see the package for skipped and doubled times."""
    return datetime.combine(day, at, timezone).replace(fold=0).astimezone(UTC)


def end(day: date, at: time, duration: timedelta, timezone: ZoneInfo) -> datetime:
    """The moment at which the clock on the wall has moved on by `duration`.

    Where the clocks skip the beginning, the whole duration follows it: 03:30 for an hour, shown
    as 04:30, ends at 05:30.
    """
    begins = instant(day, at, timezone)
    if begins.astimezone(timezone).replace(tzinfo=None) != datetime.combine(day, at):
        return begins + duration
    last = datetime.combine(day, at) + duration
    return instant(last.date(), last.time(), timezone)


def end_by_clock(day: date, begins: time, ends: time, timezone: ZoneInfo) -> datetime:
    """The moment at which the clock shows `ends` after it has shown `begins` on this day: on the
    next day where that is not later."""
    duration = datetime.combine(day, ends) - datetime.combine(day, begins)
    return end(day, begins, duration if duration > timedelta(0) else duration + DAY, timezone)
