"""Dates in calendars that other programs wrote."""

import json
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from activities.recurrence import Series, check, expand
from activities.recurrence.rules import WEEKDAYS


@pytest.mark.parametrize("name", ["google_export", "outlook_export"])
def test_an_exported_calendar_gives_its_known_dates(name, shared_data):
    folder = shared_data / "ical-fi-invented"
    events = Calendar.from_ical((folder / f"{name}.ics").read_bytes()).walk("VEVENT")
    found = {
        (uid, start.isoformat(), end.isoformat())
        for uid, one in read(events)
        for start, end in shown(one, date(2026, 8, 1), date(2028, 12, 31))
    }
    expected = json.loads((folder / f"{name}.expected.json").read_text("utf-8"))
    assert found == {
        (
            event["uid"],
            f"{event['start']}T00:00:00+02:00" if len(event["start"]) == 10 else event["start"],
            f"{event['end']}T00:00:00+02:00" if len(event["end"]) == 10 else event["end"],
        )
        for event in expected
    }


def read(events) -> list[tuple[str, Series]]:
    """A moved occurrence is left out of its series and stands as one of its own."""
    moved = {
        (str(event["UID"]), event["RECURRENCE-ID"].dt.date())
        for event in events
        if "RECURRENCE-ID" in event
    }
    result = []
    for event in events:
        start = event["DTSTART"].dt
        end = event["DTEND"].dt if "DTEND" in event else start + event["DURATION"].dt
        zone = event["DTSTART"].params.get("TZID", "Europe/Helsinki")
        excluded = {day for uid, day in moved if uid == event["UID"] and "RRULE" in event}
        if "EXDATE" in event:
            excluded |= {moment.dt.date() for moment in event["EXDATE"].dts}
        is_all_day = not isinstance(start, datetime)
        one = Series(
            first_date=start if is_all_day else start.date(),
            starts=time(0) if is_all_day else start.time(),
            duration=end - start,
            rrule=event["RRULE"].to_ical().decode() if "RRULE" in event else "",
            timezone=WINDOWS_TO_OLSON.get(zone, zone),
            excluded=frozenset(excluded),
        )
        check(one)
        result.append((str(event["UID"]), one))
    return result


def shown(one: Series, first: date, last: date) -> list[tuple[datetime, datetime]]:
    zone = ZoneInfo("Europe/Helsinki")
    after = datetime.combine(first, time(0), zone)
    return [
        (slot.starts_at.astimezone(zone), slot.ends_at.astimezone(zone))
        for slot in expand(one, after=after, last=last)
    ]


def test_weekdays_are_named_as_the_standard_does():
    assert WEEKDAYS == ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
