"""Calendars that other programs wrote, as schedules with the dates that those programs show."""

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from activities.importers.calendars.files import (
    MOST_BYTES,
    CalendarEntry,
    UnreadableCalendar,
    read,
    read_file,
)
from activities.recurrence import Change, Series, Shape, expand
from activities.recurrence.rules import WEEKDAYS

HELSINKI = ZoneInfo("Europe/Helsinki")
FIRST, LAST = date(2026, 8, 1), date(2028, 12, 31)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize("name", ["google_export", "outlook_export"])
def test_an_exported_calendar_gives_its_known_dates(name, shared_data):
    folder = shared_data / "ical-fi-invented"
    found = read_file(folder / f"{name}.ics")
    assert found.unread == []
    expected = json.loads((folder / f"{name}.expected.json").read_text("utf-8"))
    shown = [one for entry in found.entries for one in dates_of(entry)]
    assert sorted(shown) == sorted(
        (event["uid"], event["start"], event["end"], event["status"]) for event in expected
    )
    titles = {entry.uid: entry.title for entry in found.entries}
    notes = {
        change.note for entry in found.entries for one in entry.series for change in one.changes
    }
    assert {event["summary"] for event in expected} == {*titles.values(), *notes} - {""}


def dates_of(entry: CalendarEntry) -> list[tuple]:
    """What a calendar shows of an event: whole days as days, moments with their offset."""
    after = datetime.combine(FIRST, time(0), HELSINKI)
    return [
        (
            entry.uid,
            *(
                moment.date().isoformat() if slot.is_all_day else moment.isoformat()
                for moment in (
                    slot.starts_at.astimezone(ZoneInfo(slot.timezone)),
                    slot.ends_at.astimezone(ZoneInfo(slot.timezone)),
                )
            ),
            "CANCELLED" if slot.reason else "",
        )
        for one in entry.series
        for slot in expand(one, after=after, last=LAST)
    ]


def event(*lines: str) -> str:
    return "\n".join(["BEGIN:VEVENT", "UID:kahvila", "SUMMARY:Kahvila", *lines, "END:VEVENT"])


def calendar(*parts: str) -> bytes:
    text = "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *parts, "END:VCALENDAR"])
    return text.replace("\n", "\r\n").encode()


def only(*parts: str) -> CalendarEntry:
    found = read(calendar(*parts))
    assert found.unread == []
    [entry] = found.entries
    return entry


WEEKLY = (
    "DTSTART;TZID=Europe/Helsinki:20260902T173000",
    "DTEND;TZID=Europe/Helsinki:20260902T190000",
    "RRULE:FREQ=WEEKLY;COUNT=4",
)


def test_a_moved_date_is_a_change_of_that_date():
    moved = event(
        "RECURRENCE-ID;TZID=Europe/Helsinki:20260909T173000",
        "DTSTART:20260910T150000Z",
        "DTEND:20260910T170000Z",
        "LOCATION:Oodi",
    )
    [one] = only(event(*WEEKLY), moved).series
    assert one.changes == (
        Change(
            date=date(2026, 9, 9),
            new_date=date(2026, 9, 10),
            new_starts=time(18),
            new_ends=time(20),
            new_place="Oodi",
        ),
    )


def test_a_date_cancelled_alone_keeps_the_others():
    off = event(
        "RECURRENCE-ID;TZID=Europe/Helsinki:20260909T173000",
        "DTSTART;TZID=Europe/Helsinki:20260909T173000",
        "STATUS:CANCELLED",
    )
    entry = only(event(*WEEKLY), off)
    assert [status for _uid, _start, _end, status in dates_of(entry)] == ["", "CANCELLED", "", ""]


def test_other_words_for_one_date_change_no_time():
    renamed = event(
        "RECURRENCE-ID;TZID=Europe/Helsinki:20260909T173000",
        "DTSTART;TZID=Europe/Helsinki:20260909T173000",
        "DTEND;TZID=Europe/Helsinki:20260909T190000",
        "DESCRIPTION:Tuo kuppi",
    )
    [one] = only(event(*WEEKLY), renamed).series
    assert one.changes == ()


@pytest.mark.parametrize(
    "lines",
    [
        ("DTSTART;VALUE=DATE:20260910",),
        ("DTSTART;TZID=Europe/Helsinki:20260910T180000", "DURATION:P2D"),
        ("DTSTART;TZID=Asia/Kabul:20260910T180000", "DURATION:PT1H"),
    ],
)
def test_what_no_change_can_say_becomes_a_time_of_its_own(lines):
    moved = event("RECURRENCE-ID;TZID=Europe/Helsinki:20260909T173000", *lines)
    weekly, alone = only(event(*WEEKLY), moved).series
    assert date(2026, 9, 9) not in weekly.dates(LAST)
    assert alone.dates(LAST) == [date(2026, 9, 10)]


def test_a_move_of_a_date_that_is_left_out_says_nothing():
    moved = event(
        "RECURRENCE-ID;TZID=Europe/Helsinki:20260910T173000",
        "DTSTART;TZID=Europe/Helsinki:20260911T173000",
    )
    [one] = only(event(*WEEKLY), moved).series
    assert one.changes == ()


def test_dates_are_left_out_and_added_in_whatever_zone_they_are_written():
    entry = only(
        event(
            *WEEKLY,
            "EXDATE:20260909T143000Z",
            "EXDATE;VALUE=DATE:20260916",
            "RDATE;TZID=Europe/Helsinki:20260904T173000",
            "RDATE;TZID=Europe/Helsinki:20260905T100000",
        )
    )
    weekly, alone = entry.series
    assert [day.day for day in weekly.dates(LAST)] == [2, 4, 23]
    assert (alone.first_date, alone.starts) == (date(2026, 9, 5), time(10))
    assert alone.duration == timedelta(minutes=90)


def test_a_left_out_moment_at_another_time_leaves_nothing_out():
    [one] = only(event(*WEEKLY, "EXDATE:20260909T100000Z")).series
    assert one.excluded == frozenset()


@pytest.mark.parametrize(
    ("lines", "shape", "length"),
    [
        (("DTSTART;VALUE=DATE:20261206",), Shape.ALL_DAY, timedelta(days=1)),
        (
            ("DTSTART;VALUE=DATE:20261206", "DTEND;VALUE=DATE:20261209"),
            Shape.ALL_DAY,
            timedelta(days=3),
        ),
        (("DTSTART;VALUE=DATE:20261206", "DURATION:P2D"), Shape.ALL_DAY, timedelta(days=2)),
        (("DTSTART:20261206T100000",), Shape.TIMES, timedelta(hours=1)),
        (("DTSTART:20261206T100000", "DURATION:PT45M"), Shape.TIMES, timedelta(minutes=45)),
        (
            ("DTSTART:20261206T100000", "DTEND:20261206T100000"),
            Shape.TIMES,
            timedelta(hours=1),
        ),
        (
            ("DTSTART:20261206T100000", "DTEND:20261206T104530"),
            Shape.TIMES,
            timedelta(minutes=46),
        ),
    ],
)
def test_how_long_it_lasts(lines, shape, length):
    [one] = only(event(*lines)).series
    assert (one.shape, one.duration, one.first_date) == (shape, length, date(2026, 12, 6))


def test_a_first_date_that_the_rule_does_not_give_counts_as_the_first():
    rule = "RRULE:FREQ=WEEKLY;BYDAY=TH;COUNT=3"
    weekly, alone = only(event("DTSTART:20260902T173000", rule)).series
    assert [day.day for day in weekly.dates(LAST)] == [3, 10]
    assert alone.dates(LAST) == [date(2026, 9, 2)]


# Zones

VTIMEZONE = """BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:19701025T040000
TZOFFSETFROM:+0300
TZOFFSETTO:{winter}
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T030000
TZOFFSETFROM:{winter}
TZOFFSETTO:+0300
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
END:VTIMEZONE"""


@pytest.mark.parametrize(
    ("start", "zone", "starts"),
    [
        ("DTSTART;TZID=Europe/Mariehamn:20261014T173000", "Europe/Helsinki", time(17, 30)),
        ('DTSTART;TZID="FLE Standard Time":20261014T173000', "Europe/Helsinki", time(17, 30)),
        ('DTSTART;TZID="W. Europe Standard Time":20261014T173000', "Europe/Berlin", time(17, 30)),
        ("DTSTART;TZID=/example.org/Asia/Kabul:20261014T173000", "Asia/Kabul", time(17, 30)),
        ("DTSTART;TZID=Kotiaika:20261014T173000", "Europe/Helsinki", time(17, 30)),
        ("DTSTART:20261014T143000Z", "Europe/Helsinki", time(17, 30)),
        ("DTSTART:20261014T173000", "Europe/Helsinki", time(17, 30)),
    ],
)
def test_zones_by_the_names_that_other_programs_give_them(start, zone, starts):
    home = VTIMEZONE.format(name="Kotiaika", winter="+0200")
    [one] = only(home, event(start)).series
    assert (one.timezone, one.starts) == (zone, starts)


def test_a_calendar_names_the_zone_of_what_has_none():
    [one] = only("X-WR-TIMEZONE:Europe/Stockholm", event("DTSTART:20261014T143000Z")).series
    assert (one.timezone, one.starts) == ("Europe/Stockholm", time(16, 30))


def test_what_repeats_in_utc_stays_in_utc():
    [one] = only(event("DTSTART:20261014T143000Z", "RRULE:FREQ=WEEKLY;COUNT=4")).series
    assert (one.timezone, one.starts) == ("UTC", time(14, 30))


# What cannot be read


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ((event("RRULE:FREQ=DAILY"),), "it does not say when it begins."),
        ((event("DTSTART:2026-13-45"),), "“2026-13-45” is no time (DTSTART)."),
        ((event(*WEEKLY[:2], "RRULE:FREQ=HOURLY"),), "Say how often it happens"),
        ((event(*WEEKLY[:2], "RRULE:FREQ=WEEKLY;BYHOUR=8"),), "“BYHOUR” is not possible here."),
        ((event(*WEEKLY, "RRULE:FREQ=DAILY"),), "it repeats by several rules at once."),
        ((event(*WEEKLY, "EXRULE:FREQ=DAILY"),), "it repeats by several rules at once."),
        ((event(*WEEKLY), event(*WEEKLY)), "there are several events with the same UID."),
        (
            (
                event(*WEEKLY),
                event(
                    "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Helsinki:20260909T173000",
                    "DTSTART;TZID=Europe/Helsinki:20260910T173000",
                ),
            ),
            "all dates from one on were moved at once.",
        ),
        ((event("DTSTART;TZID=Kuuaika:20261014T173000"),), "the time zone “Kuuaika” is not known."),
        (
            (
                VTIMEZONE.format(name="Muu", winter="+0100"),
                event("DTSTART;TZID=Muu:20261014T173000"),
            ),
            "the time zone “Muu” is not known.",
        ),
        (
            (event("DTSTART;VALUE=DATE:20260101", "DTEND;VALUE=DATE:20261231"),),
            "It lasts from one minute to 31 days.",
        ),
    ],
)
def test_an_event_that_cannot_be_read_is_named_and_stops_no_other(parts, reason):
    other = event("DTSTART:20261014T173000").replace("UID:kahvila", "UID:other")
    found = read(calendar(*parts, other))
    assert [entry.uid for entry in found.entries] == ["other"]
    [unread] = found.unread
    assert str(unread).startswith(f"“Kahvila”: {reason}")


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"\x00\xff", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", calendar()[:-5]],
)
def test_what_is_no_calendar_gets_a_sentence(content):
    with pytest.raises(UnreadableCalendar, match=r"“x\.ics” is no calendar file"):
        read(content, "x.ics")


def test_a_file_that_is_not_there_or_too_large_gets_a_sentence(tmp_path):
    with pytest.raises(UnreadableCalendar, match=r"“x\.ics” cannot be opened"):
        read_file(tmp_path / "x.ics")
    large = Path(tmp_path, "large.ics")
    large.write_bytes(b" " * (MOST_BYTES + 1))
    with pytest.raises(UnreadableCalendar, match=r"“large\.ics” is too large"):
        read_file(large)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["DTSTART", "DTEND", "RRULE", "EXDATE", "RDATE", "RECURRENCE-ID"]),
            st.sampled_from(
                [
                    "20260902T173000",
                    "20260902T173000Z",
                    "20260902",
                    "FREQ=WEEKLY;COUNT=4",
                    "FREQ=WEEKLY;UNTIL=20260916T143000Z",
                    "20260902T173000/PT1H",
                    "P1D",
                    "",
                    "0",
                ]
            ),
        ),
        max_size=6,
    )
)
@settings(max_examples=200, deadline=None)
def test_whatever_an_event_says_it_is_read_or_named(lines):
    found = read(calendar(event(*(f"{name}:{value}" for name, value in lines))))
    assert len(found.entries) + len(found.unread) == 1
    assert all(isinstance(one, Series) for entry in found.entries for one in entry.series)


def test_weekdays_are_named_as_the_standard_does():
    assert WEEKDAYS == ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
