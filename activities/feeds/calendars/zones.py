"""Time zones as a calendar file describes them (VTIMEZONE), from the IANA rules of this machine.

icalendar writes one too; its summer time begins an hour late, for it reads the beginning on the new
clock (RFC 5545, 3.6.5: on the old one), and it says in a comment when it no longer holds.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_STEP = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


def described(name: str, first_year: int, last_year: int) -> Timezone:
    """The zone from the beginning of one year to the end of another."""
    zone = ZoneInfo(name)
    begin = datetime(first_year, 1, 1, tzinfo=zone).astimezone(UTC)
    described = Timezone()
    described.add("TZID", name)
    described.add_component(_observance(zone, begin, begin))
    for moment in _changes(zone, begin, datetime(last_year + 1, 1, 1, tzinfo=UTC)):
        described.add_component(_observance(zone, moment, moment - _MINUTE))
    return described


def _observance(zone: ZoneInfo, moment: datetime, before: datetime):
    """What the clocks show from `moment` on."""
    now = moment.astimezone(zone)
    was = before.astimezone(zone).utcoffset()
    kind = TimezoneDaylight if now.dst() else TimezoneStandard
    observance = kind()
    observance.add("DTSTART", (moment + was).replace(tzinfo=None))
    observance.add("TZNAME", now.tzname())
    observance.add("TZOFFSETFROM", was)
    observance.add("TZOFFSETTO", now.utcoffset())
    return observance


def _changes(zone: ZoneInfo, moment: datetime, end: datetime) -> Iterator[datetime]:
    """The moments at which the clocks change, to the minute."""
    while moment < end:
        after = moment + _STEP
        if _offset(zone, moment) != _offset(zone, after):
            low, high = moment, after
            while high - low > _MINUTE:
                middle = low + (high - low) // 2
                middle = middle.replace(second=0, microsecond=0)
                if _offset(zone, middle) == _offset(zone, moment):
                    low = middle
                else:
                    high = middle
            yield high
        moment = after


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset()
