"""The dates of an activity as events of a calendar."""

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from icalendar import Event

from activities.feeds.signs import readable
from activities.models import Attendance, Occurrence, Theme
from activities.queries import Told, When
from polku.base import languages
from polku.base.templatetags.presentation import clock, day, euros, listed


def event_of_date(told: Told, date: Occurrence, absolute: Callable[[str], str]) -> Event:
    """`absolute`: makes a whole address of a path."""
    when = When.of(date, told.activity.original_language)
    is_off = when.is_cancelled or (told.is_withdrawn and date.ends_at > told.activity.archived_at)
    event = about(told, absolute, place=when.place, more=_otherwise(when))
    event.add("UID", str(date.key))
    event.add("SEQUENCE", date.sequence + told.activity.sequence)
    stamp(event, max(date.changed_at, told.changed_at))
    event.add("STATUS", "CANCELLED" if is_off else "CONFIRMED")
    if date.is_all_day:
        event.add("DTSTART", when.starts.date())
        event.add("DTEND", when.ends.date())
        event.add("TRANSP", "TRANSPARENT")
    else:
        event.add("DTSTART", on_the_clock(when.starts, date.timezone))
        event.add("DTEND", on_the_clock(when.ends, date.timezone))
    return event


def about(
    told: Told, absolute: Callable[[str], str], *, place: str = "", more: list[str] = ()
) -> Event:
    """An event that says what the activity is, where, and where to read on, but not when. `place`:
    another one than that of the activity; `more`: lines about one date."""
    event = Event()
    activity, reader = told.activity, {"LANGUAGE": told.reader}
    event.add("SUMMARY", readable(told.text.title), {"LANGUAGE": told.text.language})
    event.add("DESCRIPTION", readable(_description(told, absolute, more)), reader)
    where = place or where_it_is(told)
    if where:
        event.add("LOCATION", readable(where))
    if told.url:
        event.add("URL", absolute(told.url))
    if activity.themes:
        event.add(
            "CATEGORIES", [readable(str(Theme(one).label)) for one in activity.themes], reader
        )
    event.add("CLASS", "PUBLIC")
    return event


def stamp(event: Event, moment: datetime) -> None:
    for name in ("DTSTAMP", "LAST-MODIFIED"):
        event.add(name, moment.astimezone(UTC).replace(microsecond=0))


def on_the_clock(moment: datetime, timezone: str) -> datetime:
    """A moment as a calendar file writes it; UTC needs no description of a zone."""
    return moment.astimezone(UTC if timezone == "UTC" else ZoneInfo(timezone))


def where_it_is(told: Told) -> str:
    """The address in one line, or the link where one takes part on the internet only."""
    activity = told.activity
    if activity.attendance == Attendance.ONLINE:
        return activity.meeting_link or _("On the internet")
    parts = [activity.venue, activity.street_address]
    town = activity.municipality.name if activity.municipality else ""
    return ", ".join(filter(None, [*parts, f"{activity.postal_code} {town}".strip()]))


def _description(told: Told, absolute: Callable[[str], str], more: list[str]) -> str:
    activity = told.activity
    lines = []
    if told.is_foreign:
        name = languages.name_in(told.text.language, told.reader)
        lines.append(
            _("This text is not yet in your language. It is in: %(language)s.") % {"language": name}
        )
    if told.is_withdrawn:
        # Its page says no more either.
        return _("This activity is not offered now")
    lines += [told.text.summary, *more, told.text.directions]
    facts = {
        _("Organiser"): activity.organisation.name,
        _("Languages spoken"): listed(
            languages.name_in(code, told.reader) for code in activity.languages
        ),
        _("Price"): euros(activity.price_cents) if activity.price_cents else _("Free of charge"),
        _("Go to the meeting"): activity.meeting_link,
    }
    lines += [f"{label}: {said}" for label, said in facts.items() if said]
    if told.url:
        lines.append(absolute(told.url))
    return "\n".join(filter(None, lines))


def _otherwise(when: When) -> list[str]:
    """What a reader of the page is told of this date alone."""
    lines = []
    if when.is_cancelled:
        reason = _("Cancelled: %(reason)s") % {"reason": when.reason}
        lines.append(reason if when.reason else _("Cancelled"))
    if when.moved_from:
        moved = _("Moved from %(date)s") % {"date": day(when.moved_from)}
        lines.append(f"{moved} {clock(when.moved_from)}")
    if when.place:
        elsewhere = _("In another place:")
        lines.append(f"{elsewhere} {when.place}")
    return [*lines, when.note]
