"""Opening hours are written as people write them, and say when a place is open."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from polku.base.opening_hours import (
    HoursUnreadable,
    OpeningHours,
    OpeningHoursFormField,
    OtherDays,
    Span,
    is_public_holiday,
    next_change,
    open_now,
    read_other_days,
    read_spans,
    write_other_days,
    write_spans,
)
from polku.base.opening_hours.field import OpeningHoursWidget
from polku.base.templatetags.opening_hours import open_sentence, other_days_lines, week_lines

NINE_TO_FIVE = (Span(time(9), time(17)),)
WEEK = OpeningHours((*[NINE_TO_FIVE] * 5, (), ()))
MONDAY = date(2026, 12, 21)


@st.composite
def spans(draw) -> tuple[Span, ...]:
    """Spans of one day in order, none touching another."""
    minutes = sorted(draw(st.sets(st.integers(0, 1439), max_size=6)))
    pairs = zip(minutes[::2], minutes[1::2], strict=False)
    return tuple(Span(_time(opens), _time(closes)) for opens, closes in pairs)


def _time(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


@st.composite
def other_days(draw) -> OtherDays:
    first = draw(st.dates(date(2025, 1, 1), date(2035, 1, 1)))
    return OtherDays(first, first + timedelta(days=draw(st.integers(0, 40))), draw(spans()))


hours = st.builds(
    OpeningHours,
    st.tuples(*[spans()] * 7),
    st.lists(other_days(), max_size=4).map(tuple),
)


@given(spans())
def test_what_is_written_is_read_again(found):
    assert read_spans(write_spans(found)) == found


@given(st.lists(other_days(), max_size=5).map(tuple))
def test_days_that_differ_are_read_again_as_written(found):
    assert read_other_days(write_other_days(found)) == found


@given(hours)
def test_what_is_stored_is_the_same_again(found):
    assert OpeningHours.of(found.stored()) == found


@given(hours, st.datetimes(datetime(2025, 1, 1), datetime(2035, 1, 1)))
def test_open_is_what_the_minutes_of_the_day_say(found, moment):
    """Counted minute by minute, independently of spans."""
    minute = moment.hour * 60 + moment.minute
    open_minutes = {
        number
        for span in found.spans_on(moment.date())
        for number in range(
            span.opens.hour * 60 + span.opens.minute,
            (span.closes.hour * 60 + span.closes.minute) or 1440,
        )
    }
    assert found.is_open(moment) is (minute in open_minutes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24.12.2026", OtherDays(date(2026, 12, 24), date(2026, 12, 24))),
        ("24.12.2026–26.12.2026", OtherDays(date(2026, 12, 24), date(2026, 12, 26))),
        ("2026-12-24 - 2026-12-26", OtherDays(date(2026, 12, 24), date(2026, 12, 26))),
        ("23.12.2026 9–12", OtherDays(date(2026, 12, 23), date(2026, 12, 23), read_spans("9–12"))),
        ("23.12.2026: 9-12", OtherDays(date(2026, 12, 23), date(2026, 12, 23), read_spans("9–12"))),
    ],
)
def test_ways_to_write_a_day(text, expected):
    assert read_other_days(text) == (expected,)


@pytest.mark.parametrize(
    "text", ["Christmas", "31.2.2026", "26.12.2026–24.12.2026", "24.12.2026 late", "9–15"]
)
def test_what_is_not_clear_is_said_in_a_sentence(text):
    with pytest.raises(HoursUnreadable) as raised:
        read_other_days(text)
    assert len(str(raised.value)) > 20


def test_other_days_take_the_place_of_the_weekday():
    closed = OtherDays(MONDAY, MONDAY + timedelta(days=4))
    short = OtherDays(MONDAY + timedelta(days=1), MONDAY + timedelta(days=1), read_spans("9–12"))
    found = OpeningHours(WEEK.week, (closed, short))
    assert found.spans_on(MONDAY - timedelta(days=7)) == NINE_TO_FIVE
    assert found.spans_on(MONDAY) == ()
    # Written for one day, it says more than what was written for five.
    assert found.spans_on(MONDAY + timedelta(days=1)) == read_spans("9–12")


def test_on_public_holidays_the_week_does_not_hold():
    christmas = date(2026, 12, 25)
    assert WEEK.spans_on(christmas) == ()
    assert WEEK.spans_on(christmas - timedelta(days=2)) == NINE_TO_FIVE
    written = OpeningHours(WEEK.week, (OtherDays(christmas, christmas, read_spans("10–12")),))
    assert written.spans_on(christmas) == read_spans("10–12")
    # A Friday, but the day after Ascension Day is no holiday.
    assert not is_public_holiday(date(2026, 5, 15))


@given(hours, st.datetimes(datetime(2025, 1, 1), datetime(2035, 1, 1)))
def test_the_next_change_is_the_first_minute_that_is_otherwise(found, moment):
    """Looked for minute by minute over four days."""
    moment = moment.replace(second=0, microsecond=0)
    is_open = found.is_open(moment)
    minutes = (moment + timedelta(minutes=number) for number in range(1, 4 * 1440))
    expected = next((minute for minute in minutes if found.is_open(minute) != is_open), None)
    change = next_change(found, moment)
    if expected is None:
        assert change is None or change >= moment + timedelta(days=4)
    else:
        assert change == expected


def test_what_never_opens_or_never_closes_does_not_change():
    always = OtherDays(date(2026, 1, 1), date(2029, 1, 1), read_spans("0–24"))
    assert next_change(OpeningHours(others=(always,)), datetime(2026, 5, 5, 12)) is None
    assert next_change(OpeningHours(), datetime(2026, 5, 5, 12)) is None
    state = open_now(OpeningHours(), datetime(2026, 5, 5, 12))
    assert (state.is_open, state.turns, state.today) == (False, None, ())


def test_hours_that_touch_are_one():
    lunch = OpeningHours((read_spans("9–12") + read_spans("12–16"), *[()] * 6))
    assert next_change(lunch, datetime(2026, 11, 23, 10)) == datetime(2026, 11, 23, 16)
    night = OpeningHours((read_spans("20–24"), read_spans("0–4"), *[()] * 5))
    assert next_change(night, datetime(2026, 11, 23, 21)) == datetime(2026, 11, 24, 4)


def test_a_change_is_of_the_clock_on_the_wall():
    """On the night in which clocks are put back, half past three comes twice."""
    zone = ZoneInfo("Europe/Helsinki")
    early = OpeningHours((*[()] * 6, read_spans("8–10")))
    now = datetime(2026, 10, 25, 2, 0, tzinfo=zone)
    assert next_change(early, now).isoformat() == "2026-10-25T08:00:00+02:00"


@pytest.mark.parametrize(
    ("closes", "said"),
    [("16", "Open now, until 16:00"), ("24", "Open now, until midnight")],
)
def test_until_when_it_is_open_is_said(monkeypatch, closes, said):
    now = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Europe/Helsinki"))
    monkeypatch.setattr(timezone, "now", lambda: now)
    with override("en"):
        found = OpeningHours((read_spans(f"9–{closes}"), *[()] * 6))
        assert open_sentence(open_now(found, now)) == said
        through = OpeningHours((read_spans("9–24"), read_spans("0–9"), *[()] * 5))
        assert open_sentence(open_now(through, now)) == "Open now"


def test_the_closing_minute_is_closed_and_midnight_ends_the_day():
    assert WEEK.is_open(datetime(2026, 12, 21, 9, 0))
    assert not WEEK.is_open(datetime(2026, 12, 21, 17, 0))
    late = OpeningHours((read_spans("20–24"), *[()] * 6))
    assert late.is_open(datetime(2026, 12, 21, 23, 59))
    assert not late.is_open(datetime(2026, 12, 22, 0, 0))


def test_equal_days_stand_in_one_line():
    with override("fi"):
        lines = week_lines(WEEK)
    assert [(line["first"], line["last"], len(line["spans"])) for line in lines] == [
        ("maanantai", "perjantai", 1),
        ("lauantai", "sunnuntai", 0),
    ]
    assert lines[0]["spans"] == [{"opens": "9.00", "closes": "17.00"}]
    assert week_lines(OpeningHours()) == []


def test_exceptions_are_shown_when_they_come_near_and_go_when_they_have_passed(monkeypatch):
    # No public holiday comes near.
    today = date(2026, 9, 1)
    monkeypatch.setattr(timezone, "localdate", lambda: today)
    near = OtherDays(today + timedelta(days=3), today + timedelta(days=4))
    far = OtherDays(today + timedelta(days=200), today + timedelta(days=200))
    past = OtherDays(today - timedelta(days=9), today - timedelta(days=8))
    lines = other_days_lines(OpeningHours(WEEK.week, (past, near, far)))
    assert [line["first"] for line in lines] == [near.first]


def test_a_form_names_the_day_whose_line_it_cannot_read():
    field = OpeningHoursFormField(required=False)
    with override("en"), pytest.raises(Exception) as raised:
        field.clean(["9–15", "early", *[""] * 5, "sometime"])
    messages = raised.value.messages
    assert [message.split(":")[0] for message in messages] == ["Tuesday", "Other days"]


def test_a_form_gives_hours_and_shows_them_again():
    field = OpeningHoursFormField(required=False)
    found = field.clean(["9–15", *[""] * 6, "24.12.2026"])
    assert found.week[0] == read_spans("9–15")
    html = field.widget.render("hours", found, {"id": "id_hours"})
    assert 'name="hours_day0" value="9–15"' in html
    assert "24.12.2026" in html
    assert html.count("<label") == 8
    assert not field.has_changed(found, ["9–15", *[""] * 6, "24.12.2026"])
    assert field.has_changed(found, ["9–16", *[""] * 6, "24.12.2026"])


def test_only_the_first_line_of_the_form_shows_an_example():
    assert OpeningHoursWidget().render("hours", OpeningHours()).count("placeholder=") == 1
