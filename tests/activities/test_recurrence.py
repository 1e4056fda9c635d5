"""Dates from rules, against two other reckonings: a calendar read day by day, and dateutil."""

import json
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import dateutil.rrule
import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from activities.recurrence import MOST_TIMES, Problem, Series, check, expand, parse
from activities.recurrence.patterns import Pattern, Repeats
from activities.recurrence.rules import Rule
from tests.factories.series import HOUR, series

LONG_AGO = datetime(1999, 1, 1, tzinfo=UTC)
ZONES = ["Europe/Helsinki", "America/New_York", "Australia/Lord_Howe", "UTC"]


def dates(one: Series, last: str) -> list[str]:
    return [day.isoformat() for day in one.dates(date.fromisoformat(last))]


# The independent reckoning


def day_by_day(rule: Rule, first: date, last: date) -> list[date]:
    found, day = [], first
    while day <= last and len(found) < (rule.count or MOST_TIMES * 100):
        if (not rule.until or day <= rule.until.date()) and comes_true(rule, first, day):
            found.append(day)
        day += timedelta(days=1)
    return found


def comes_true(rule: Rule, first: date, day: date) -> bool:
    days_in_month = monthrange(day.year, day.month)[1]
    nth, nth_from_end = (day.day - 1) // 7 + 1, -((days_in_month - day.day) // 7 + 1)
    on_weekday = any(
        weekday == day.weekday() and n in (0, nth, nth_from_end) for n, weekday in rule.weekdays
    )
    on_day = bool({day.day, day.day - days_in_month - 1} & {*rule.month_days})
    if (rule.weekdays and not on_weekday) or (rule.month_days and not on_day):
        return False
    if rule.months and day.month not in rule.months:
        return False
    is_free = not rule.weekdays and not rule.month_days
    match rule.frequency:
        case "DAILY":
            return (day - first).days % rule.interval == 0
        case "WEEKLY":
            weeks = (monday(day) - monday(first)).days // 7
            return weeks % rule.interval == 0 and (not is_free or day.weekday() == first.weekday())
        case "MONTHLY":
            months = (day.year - first.year) * 12 + day.month - first.month
            return months % rule.interval == 0 and (not is_free or day.day == first.day)
        case "YEARLY":
            same_month = bool(rule.months) or day.month == first.month
            return (
                (day.year - first.year) % rule.interval == 0
                and (same_month or not is_free)
                and (not is_free or day.day == first.day)
            )


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


firsts = st.dates(date(2023, 1, 1), date(2029, 12, 31))
weekdays = st.lists(st.integers(0, 6), min_size=1, max_size=7, unique=True)
plain_weekdays = st.just(()) | weekdays.map(lambda days: tuple((0, day) for day in sorted(days)))
numbered_weekdays = st.lists(
    st.tuples(st.sampled_from([0, 1, 2, 3, 4, 5, -1, -2]), st.integers(0, 6)),
    min_size=1,
    max_size=3,
    unique=True,
).map(tuple)
month_days = st.lists(st.integers(-31, 31).filter(bool), min_size=1, max_size=4, unique=True).map(
    tuple
)
months = st.lists(st.integers(1, 12), min_size=1, max_size=4, unique=True).map(tuple)


@st.composite
def rules(draw) -> Rule:
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    fields = {"interval": draw(st.integers(1, 5))}
    if frequency in ("DAILY", "WEEKLY"):
        fields["weekdays"] = draw(plain_weekdays)
    elif frequency == "MONTHLY":
        if draw(st.booleans()):
            fields["weekdays"] = draw(numbered_weekdays)
        if draw(st.booleans()):
            fields["month_days"] = draw(month_days)
    elif draw(st.booleans()):
        fields["months"] = draw(months)
        fields["month_days"] = draw(st.just(()) | month_days)
    if draw(st.booleans()):
        fields["count"] = draw(st.integers(1, 60))
    elif draw(st.booleans()):
        fields["until"] = datetime.combine(draw(firsts), time(23, 59, 59))
    return Rule(frequency, **fields)


@given(rule=rules(), first=firsts, days=st.integers(0, 900))
@settings(max_examples=300)
def test_dates_are_those_of_a_calendar_read_day_by_day(rule, first, days):
    last = first + timedelta(days=days)
    assert Series(first, time(17), HOUR, str(rule)).dates(last) == day_by_day(rule, first, last)


@given(rule=rules(), first=firsts, days=st.integers(0, 900))
@settings(max_examples=300)
def test_dates_are_those_of_dateutil(rule, first, days):
    if len({bool(n) for n, _day in rule.weekdays}) > 1:
        return  # it joins weekdays with and without a number by “and”
    last = first + timedelta(days=days)
    assert Series(first, time(17), HOUR, str(rule)).dates(last) == by_dateutil(rule, first, last)


def by_dateutil(rule: Rule, first: date, last: date) -> list[date]:
    with pytest.MonkeyPatch.context() as patch:
        # It looks for a date that never comes until the last year there is.
        patch.setattr(dateutil.rrule.datetime, "MAXYEAR", last.year)
        moments = dateutil.rrule.rrulestr(str(rule), dtstart=datetime.combine(first, time(17)))
        return [moment.date() for moment in moments if moment.date() <= last]


@given(
    rule=rules(),
    first=firsts,
    offsets=st.lists(st.integers(0, 400), max_size=5),
    more=st.lists(st.integers(0, 400), max_size=5),
)
def test_excluded_dates_go_and_extra_dates_come(rule, first, offsets, more):
    excluded = {first + timedelta(days=n) for n in offsets}
    extra = {first + timedelta(days=n) for n in more}
    last = first + timedelta(days=400)
    one = Series(
        first, time(17), HOUR, str(rule), excluded=frozenset(excluded), extra=frozenset(extra)
    )
    expected = ({*day_by_day(rule, first, last)} | extra) - excluded
    assert one.dates(last) == sorted(expected)


@given(rule=rules())
def test_a_rule_reads_as_it_is_written(rule):
    assert parse(str(rule)) == rule
    assert parse(f"RRULE:{rule}".lower()) == rule


@given(
    day=st.dates(date(2024, 1, 1), date(2028, 12, 31))
    | st.sampled_from(  # when clocks change in Finland and America
        [date(2026, 3, 29), date(2026, 10, 25), date(2026, 3, 8), date(2026, 11, 1)]
    )
    | st.sampled_from(  # on Lord Howe Island, by half an hour
        [date(2026, 4, 5), date(2026, 10, 4)]
    ),
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    zone=st.sampled_from(ZONES),
    minutes=st.integers(1, 1000),
)
@settings(max_examples=300)
def test_moments_are_those_at_which_the_clock_on_the_wall_shows_the_time(day, at, zone, minutes):
    one = Series(day, at, timedelta(minutes=minutes), timezone=zone)
    [slot] = expand(one, after=LONG_AGO, last=day)
    assert (slot.local_date, slot.local_time) == (day, at)
    assert slot.starts_at == first_moment_showing(day, at, ZoneInfo(zone))
    assert slot.ends_at > slot.starts_at
    shown = slot.starts_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    if shown == datetime.combine(day, at):
        ends = shown + timedelta(minutes=minutes)
        assert slot.ends_at == first_moment_showing(ends.date(), ends.time(), ZoneInfo(zone))
    else:
        assert slot.ends_at - slot.starts_at == timedelta(minutes=minutes)


def first_moment_showing(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Found by looking at the clock of the zone, half hour by half hour; a time that is skipped is
    as long after midnight as it says, on a clock that nobody changed."""
    wanted = datetime.combine(day, at)
    moment = wanted.replace(tzinfo=UTC) - timedelta(hours=15)
    while moment < wanted.replace(tzinfo=UTC) + timedelta(hours=15):
        if moment.astimezone(zone).replace(tzinfo=None) == wanted:
            return moment
        moment += timedelta(minutes=30)
    return first_moment_showing(day - timedelta(days=1), at, zone) + timedelta(days=1)


# Examples


def test_a_weekly_evening_stays_at_six_when_the_clocks_change():
    one = series("2026-10-21", "FREQ=WEEKLY;BYDAY=WE;COUNT=2", "18:00")
    slots = expand(one, after=LONG_AGO, last=date(2027, 1, 1))
    assert [slot.starts_at.isoformat() for slot in slots] == [
        "2026-10-21T15:00:00+00:00",
        "2026-10-28T16:00:00+00:00",
    ]


@pytest.mark.parametrize(
    ("day", "at", "moment"),
    [
        ("2026-03-29", "03:30", "2026-03-29T01:30:00+00:00"),  # shown as 04:30
        ("2026-10-25", "03:30", "2026-10-25T00:30:00+00:00"),  # the first of the two
    ],
)
def test_times_that_are_skipped_or_happen_twice(day, at, moment):
    [slot] = expand(series(day, starts=at), after=LONG_AGO, last=date(2027, 1, 1))
    assert slot.starts_at.isoformat() == moment


def test_month_ends_and_leap_days_are_never_moved():
    assert dates(series("2027-01-31", "FREQ=MONTHLY"), "2027-06-30") == [
        "2027-01-31",
        "2027-03-31",
        "2027-05-31",
    ]
    assert dates(series("2024-02-29", "FREQ=YEARLY"), "2033-01-01") == [
        "2024-02-29",
        "2028-02-29",
        "2032-02-29",
    ]


def test_the_last_working_day_of_the_month():
    rule = "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"
    assert dates(series("2026-10-30", rule), "2027-01-31") == [
        "2026-10-30",
        "2026-11-30",
        "2026-12-31",
        "2027-01-29",
    ]


def test_the_end_of_a_rule_in_utc_is_read_in_the_zone_of_the_series():
    """23:59:59 in Helsinki is 21:59:59 UTC of the same day; a late evening must not fall out."""
    rule = "FREQ=DAILY;UNTIL=20261216T215959Z"
    assert dates(series("2026-12-15", rule, "23:30"), "2027-01-01") == ["2026-12-15", "2026-12-16"]


def test_at_most_a_thousand_dates():
    one = series("2020-01-01", "FREQ=DAILY")
    assert len(expand(one, after=LONG_AGO, last=date(2030, 1, 1))) == MOST_TIMES


def test_what_has_ended_is_left_out_and_what_goes_on_is_not():
    one = series("2026-11-24", "FREQ=DAILY;COUNT=3", "17:00")
    after = datetime(2026, 11, 25, 18, tzinfo=ZoneInfo("Europe/Helsinki"))
    slots = expand(one, after=after, last=date(2027, 1, 1))
    assert [slot.local_date.day for slot in slots] == [25, 26]


@pytest.mark.parametrize(
    ("rrule", "sentence"),
    [
        ("FREQ=SECONDLY", "Say how often it happens: every day, week, month or year."),
        ("FREQ=HOURLY;COUNT=3", "Say how often it happens: every day, week, month or year."),
        ("BYDAY=MO", "Say how often it happens: every day, week, month or year."),
        ("FREQ=WEEKLY;BYHOUR=8,9", "“BYHOUR” is not possible here."),
        ("FREQ=YEARLY;BYWEEKNO=20", "“BYWEEKNO” is not possible here."),
        ("FREQ=DAILY;COUNT=1001", "1001 is too much or too little: choose from 1 to 1000."),
        ("FREQ=DAILY;COUNT=0", "0 is too much or too little"),
        ("FREQ=DAILY;INTERVAL=-1", "-1 is too much or too little"),
        ("FREQ=DAILY;COUNT=3;UNTIL=20270101", "either how many times or until which date"),
        ("FREQ=DAILY;COUNT=3;COUNT=4", "“COUNT” is there twice"),
        ("FREQ=DAILY;UNTIL=1.1.2027", "“1.1.2027” is no last date."),
        ("FREQ=DAILY;UNTIL=20250101", "The last date is before the first one."),
        ("FREQ=WEEKLY;BYDAY=MAANANTAI", "“MAANANTAI” is no weekday."),
        ("FREQ=WEEKLY;BYDAY=2MO", "“2MO” counts within a month or year"),
        ("FREQ=WEEKLY;BYMONTHDAY=3", "A rule by weeks names weekdays"),
        ("FREQ=DAILY;BYSETPOS=1", "A position needs weekdays"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "This rule never gives a date."),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=4", "This rule never gives a date."),
        ("FREQ=WEEKLY;BYDAY=TH", "The first date it gives is 26 Nov 2026."),
        ("every monday", "“EVERY MONDAY” cannot be read."),
        ("FREQ=WEEKLY;;BYDAY=WE", "“” cannot be read."),
        ("FREQ=DAILY;COUNT=٣", "“٣” is no number."),
    ],
)
def test_a_rule_that_is_no_rule_gets_a_sentence(rrule, sentence):
    with translation.override("en"), pytest.raises(Problem) as problem:
        check(series("2026-11-25", rrule))
    assert sentence in str(problem.value)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"timezone": "Suomi"}, "timezone"),
        ({"timezone": "../../etc/passwd"}, "timezone"),
        ({"duration": timedelta(0)}, "duration_minutes"),
        ({"duration": timedelta(days=32)}, "duration_minutes"),
        ({"first": "1026-11-25"}, "first_date"),
        ({"excluded": frozenset([date(2026, 11, 25)])}, "excluded_dates"),
        (
            {
                "excluded": frozenset([date(2026, 11, 25), date(2026, 11, 26)]),
                "rrule": "FREQ=DAILY;COUNT=2",
            },
            "excluded_dates",
        ),
        (
            {
                "excluded": frozenset([date(2026, 11, 26)]),
                "extra": frozenset([date(2026, 11, 26)]),
            },
            "extra_dates",
        ),
    ],
)
def test_a_series_that_cannot_be_says_which_field(fields, field):
    with pytest.raises(Problem) as problem:
        check(series(fields.pop("first", "2026-11-25"), fields.pop("rrule", ""), **fields))
    assert problem.value.field == field


@given(
    st.text(max_size=60) | st.from_regex(r"FREQ=(DAILY|WEEKLY)(;[A-Z]{3,8}=[0-9A-Z,-]{1,6}){0,3}")
)
def test_whatever_is_typed_gets_dates_or_a_sentence(text):
    try:
        check(series("2026-11-25", text))
    except Problem as problem:
        assert str(problem)


@given(
    first=st.dates(date(2001, 1, 1), date(2090, 1, 1)),
    starts=st.times().map(lambda at: at.replace(microsecond=0)),
    minutes=st.integers(1, 44640),
    rule=rules() | st.none(),
    excluded=st.frozensets(firsts, max_size=3),
)
def test_a_stored_series_comes_back_as_it_was(first, starts, minutes, rule, excluded):
    one = Series(
        first,
        starts,
        timedelta(minutes=minutes),
        str(rule or ""),
        excluded=excluded,
        extra=excluded,
    )
    assert Series.from_json(json.loads(json.dumps(one.to_json()))) == one


# Choices of the editor


@given(
    first=firsts,
    repeats=st.sampled_from([choice for choice in Repeats if choice != Repeats.OTHER]),
    days=weekdays,
    until=st.none() | st.just(date(2031, 1, 1)),
)
def test_a_choice_is_found_again_in_its_rule(first, repeats, days, until):
    by_weeks = repeats in (Repeats.WEEKLY, Repeats.FORTNIGHTLY)
    chosen = tuple(sorted({*days, first.weekday()})) if by_weeks else ()
    pattern = Pattern(repeats, chosen, None if repeats == Repeats.ONCE else until)
    rule = pattern.rule(first)
    assert Pattern.of(rule, first) == pattern
    check(Series(first, time(17), HOUR, str(rule or "")))


@pytest.mark.parametrize(
    "rrule", ["FREQ=WEEKLY;INTERVAL=3", "FREQ=DAILY;COUNT=5", "FREQ=MONTHLY;BYDAY=2TU,4TU"]
)
def test_a_rule_that_is_no_choice_is_kept(rrule):
    assert Pattern.of(parse(rrule), date(2026, 11, 10)).repeats == Repeats.OTHER
