"""A whole calendar file."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from icalendar import Calendar, Event

from activities.feeds.signs import readable
from activities.queries import Told

from .events import event_of_date
from .openings import events_of_openings
from .zones import described

# How often a subscriber looks again.
_REFRESH = timedelta(hours=6)


def calendar(
    activities: Iterable[Told],
    *,
    name: str,
    reader: str,
    address: str,
    absolute: Callable[[str], str],
    only: UUID | None = None,
) -> bytes:
    """`name`: what the subscriber's program calls it; `address`: that of the calendar itself;
    `absolute`: makes a whole address of a path; `only`: the key of the one date that is wanted."""
    made = Calendar()
    made.add("PRODID", f"-//Polku//Activities//{reader.upper()}")
    made.add("VERSION", "2.0")
    made.add("CALSCALE", "GREGORIAN")
    made.add("NAME", readable(name), {"LANGUAGE": reader})
    made.add("X-WR-CALNAME", readable(name))
    made.add("SOURCE", address, {"VALUE": "URI"})
    made.add("REFRESH-INTERVAL", _REFRESH, {"VALUE": "DURATION"})
    made.add("X-PUBLISHED-TTL", "PT6H")
    events = [event for told in activities for event in _events(told, absolute, only)]
    for zone, years in sorted(_zones(events).items()):
        made.add_component(described(zone, min(years), max(years)))
    for event in events:
        made.add_component(event)
    return made.to_ical()


def _events(told: Told, absolute: Callable[[str], str], only: UUID | None) -> Iterator[Event]:
    for one in told.dates:
        if only in (None, one.key):
            yield event_of_date(told, one, absolute)
    if only is None:
        yield from events_of_openings(told, absolute)


def _zones(events: Iterable[Event]) -> dict[str, set[int]]:
    """The zones that events name, with the years in which they do."""
    found: dict[str, set[int]] = {}
    for event in events:
        for name in ("DTSTART", "DTEND", "RECURRENCE-ID"):
            moment: date | datetime | None = event[name].dt if name in event else None
            zone = getattr(getattr(moment, "tzinfo", None), "key", None)
            if zone:
                last = moment.year + (2 if "RRULE" in event else 0)
                found.setdefault(zone, set()).update({moment.year, last})
    return found
