"""Reads a calendar file (iCalendar, RFC 5545), as calendar programs export it, into schedules.

One entry an event (UID), with its repetition, its dates left out, added, moved and cancelled.

Decisions:
- A moment in UTC of an event that does not repeat, and one without a zone, is in the zone that the
  calendar names for itself (X-WR-TIMEZONE), else in Finnish time.
- A moved date is a change of that date. What a change cannot say, such as another length in days,
  leaves the series and becomes a time of its own.
- A date that was cancelled has no reason in such a file: it is “another reason”.
- Where the first date is none that the rule gives, it is a time of its own, as other programs
  show it.
- What cannot be read is named with its event, and the others are read nevertheless.
"""

import warnings
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from activities.recurrence import Change, Problem, Reason, Series, check, check_changes

from .events import series_of
from .moves import with_moved_dates
from .values import check_readable, own_zone_of, text_of

MOST_BYTES = 5_000_000


class UnreadableCalendar(Exception):
    """A file that cannot be used; its text is one translated sentence that says what to do."""


@dataclass(frozen=True)
class CalendarEntry:
    """One event. `is_cancelled`: the whole of it, and not only single dates."""

    uid: str
    title: str
    text: str
    place: str
    series: tuple[Series, ...]
    is_cancelled: bool = False


@dataclass(frozen=True)
class Unread:
    """An event that could not be read, and why."""

    uid: str
    title: str
    reason: str

    def __str__(self):
        return _("“%(title)s”: %(reason)s") % {
            "title": self.title or self.uid,
            "reason": self.reason,
        }


@dataclass
class CalendarFile:
    entries: list[CalendarEntry] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)


def read_file(path: Path) -> CalendarFile:
    """Raises UnreadableCalendar where the file is missing, too large or no calendar."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableCalendar(
                _("“%(name)s” is too large. Export a shorter time.") % {"name": path.name}
            )
        return read(path.read_bytes(), path.name)
    except OSError as error:
        raise UnreadableCalendar(
            _("“%(name)s” cannot be opened. Check its name and place.") % {"name": path.name}
        ) from error


def read(content: bytes, name: str = "") -> CalendarFile:
    """The events of a file's content; raises UnreadableCalendar."""
    try:
        if not content.rstrip().upper().endswith(b"END:VCALENDAR"):
            raise ValueError("cut off")
        with warnings.catch_warnings():
            # It says that it strips paths from names of zones; `zones` does that by itself.
            warnings.simplefilter("ignore")
            calendars = Calendar.from_ical(content, multiple=True)
        events = [(one, event) for one in calendars for event in one.walk("VEVENT")]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise UnreadableCalendar(
            _(
                "“%(name)s” is no calendar file, or is cut off. Export your calendar as "
                "iCalendar (.ics) and try again."
            )
            % {"name": name}
        ) from error
    by_uid = defaultdict(list)
    for number, (calendar, event) in enumerate(events):
        uid = str(event.get("UID", "")) or f"#{number + 1}"
        by_uid[uid].append((calendar, event))
    result = CalendarFile()
    for uid, found in by_uid.items():
        try:
            result.entries.append(_entry(uid, found))
        except Problem as problem:
            title = text_of(found[0][1], "SUMMARY")
            result.unread.append(Unread(uid, title, str(problem)))
    return result


def _entry(uid: str, found: list[tuple[Calendar, Event]]) -> CalendarEntry:
    for _calendar, event in found:
        check_readable(event)
    masters = [event for _calendar, event in found if "RECURRENCE-ID" not in event]
    own_zone = own_zone_of(found[0][0])
    if len(masters) > 1:
        raise Problem(_("there are several events with the same UID. Export the calendar anew."))
    moved = [event for _calendar, event in found if "RECURRENCE-ID" in event]
    if not masters:
        # A part of a series, whose other part is in another file.
        masters, moved = moved[:1], []
    [master] = masters
    series = with_moved_dates(series_of(master, own_zone), master, moved)
    is_cancelled = str(master.get("STATUS", "")).upper() == "CANCELLED"
    if is_cancelled and len(series) == 1 and not series[0].rrule:
        series = [_all_cancelled(series[0])]
    series = _told_apart(series)
    for one in series:
        check(one)
    changes = [change for one in series for change in one.changes]
    for _place, problem in check_changes(series, changes, date.min):
        raise problem
    return CalendarEntry(
        uid=uid,
        title=text_of(master, "SUMMARY"),
        text=text_of(master, "DESCRIPTION"),
        place=text_of(master, "LOCATION"),
        series=tuple(series),
        is_cancelled=is_cancelled,
    )


def _all_cancelled(one: Series) -> Series:
    changes = [Change(date=day, reason=Reason.OTHER) for day in one.dates(date.max)]
    return replace(one, changes=tuple(changes))


def _told_apart(series: list[Series]) -> list[Series]:
    """Where there are several, a change names the time of its date as well."""
    if len(series) == 1:
        return series
    return [
        replace(one, changes=tuple(replace(change, starts=one.starts) for change in one.changes))
        for one in series
    ]
