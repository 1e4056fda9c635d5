"""Whole schedules against an independent reckoning that reads the calendar day by day.

It shares no code with `activities.recurrence`: it knows a rule as plain words, and finds moments by
looking at the clock of the zone. Dates lie around leap days, month ends and clock changes.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from activities.recurrence import (
    Change,
    Reason,
    Series,
    Shape,
    assign,
    check_changes,
    expand,
    opening_time,
)
from polku.base import opening_hours
from polku.base.opening_hours import Opening

LONG_AGO = datetime(1999, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
ZONES = ["Europe/Helsinki", "America/New_York", "Australia/Lord_Howe", "Asia/Kabul", "UTC"]
# Around leap days, the ends of months and years, and changes of the clocks in each of the zones.
EDGES = [
    date(2024, 2, 29),
    date(2028, 2, 28),
    date(2027, 2, 28),
    date(2026, 12, 31),
    date(2027, 1, 31),
    date(2026, 3, 29),
    date(2026, 10, 25),
    date(2026, 3, 8),
    date(2026, 11, 1),
    date(2026, 4, 5),
    date(2026, 10, 4),
]


# The independent reckoning


@dataclass
class Plan:
    """A schedule in words. `every`: day, week, month on a date, month on a weekday, year."""

    first: date
    starts: time
    minutes: int
    zone: str
    every: str = ""
    step: int = 1
    on: list[int] = field(default_factory=list)
    until: date | None = None
    times: int | None = None
    left_out: set[date] = field(default_factory=set)
    added: set[date] = field(default_factory=set)
    moved: dict[date, tuple] = field(default_factory=dict)
    cancelled: dict[date, str] = field(default_factory=dict)

    @property
    def rrule(self) -> str:
        last = f";UNTIL={self.until:%Y%m%d}" if self.until else ""
        number = f";COUNT={self.times}" if self.times else ""
        rule = {
            "": "",
            "day": f"FREQ=DAILY;INTERVAL={self.step}",
            "week": f"FREQ=WEEKLY;INTERVAL={self.step};BYDAY="
            + ",".join(WEEKDAYS[day] for day in self.on),
            "month on a date": f"FREQ=MONTHLY;INTERVAL={self.step};BYMONTHDAY={self.first.day}",
            "month on a weekday": f"FREQ=MONTHLY;INTERVAL={self.step};BYDAY="
            f"{(self.first.day - 1) // 7 + 1}{WEEKDAYS[self.first.weekday()]}",
            "year": f"FREQ=YEARLY;INTERVAL={self.step}",
        }[self.every]
        return rule + last + number if rule else ""

    def is_on(self, day: date) -> bool:
        """Whether the rule names this day, whatever its end."""
        months = (day.year - self.first.year) * 12 + day.month - self.first.month
        match self.every:
            case "":
                return day == self.first
            case "day":
                return (day - self.first).days % self.step == 0
            case "week":
                monday = self.first - self.first.weekday() * DAY
                return day.weekday() in self.on and (day - monday).days // 7 % self.step == 0
            case "month on a date":
                return day.day == self.first.day and months % self.step == 0
            case "month on a weekday":
                is_same = (day.weekday(), (day.day - 1) // 7) == (
                    self.first.weekday(),
                    (self.first.day - 1) // 7,
                )
                return is_same and months % self.step == 0
            case "year":
                is_same = (day.month, day.day) == (self.first.month, self.first.day)
                return is_same and (day.year - self.first.year) % self.step == 0

    def days(self, last: date) -> list[date]:
        found, day, number = [], self.first, 0
        while day <= last:
            is_counted = self.is_on(day) and (self.until is None or day <= self.until)
            if is_counted:
                number += 1
            is_on = is_counted and (self.times is None or number <= self.times)
            if (is_on or day in self.added) and day not in self.left_out:
                found.append(day)
            day += DAY
        return found

    def shown(self, last: date) -> list[tuple]:
        """(original day, begin, end, cancelled why, place) of every date, in UTC."""
        result = []
        for day in self.days(last):
            on, at, ends, place = day, self.starts, None, ""
            if day in self.moved:
                new_day, new_at, ends, place = self.moved[day]
                on, at = new_day or day, new_at or self.starts
            begin = looked_up(datetime.combine(on, at), self.zone)
            if ends is not None:
                minutes = (ends.hour * 60 + ends.minute) - (at.hour * 60 + at.minute)
                minutes += 24 * 60 if minutes <= 0 else 0
            else:
                minutes = self.minutes
            end = end_of(datetime.combine(on, at), minutes, self.zone, begin)
            result.append((day, begin, end, self.cancelled.get(day, ""), place))
        return result


def looked_up(wanted: datetime, zone: str) -> datetime:
    """The first moment at which the clock shows this; of a time that is skipped, that at which it
    would have been shown had nobody changed the clock."""
    shown = moments_showing(wanted, zone)
    if shown:
        return min(shown)
    return min(moments_showing(wanted - DAY, zone)) + DAY


def moments_showing(wanted: datetime, zone: str) -> list[datetime]:
    found = []
    for quarters in range(-14 * 4, 14 * 4 + 1):
        moment = wanted.replace(tzinfo=UTC) - timedelta(minutes=15 * quarters)
        if moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == wanted:
            found.append(moment)
    return found


def end_of(wanted: datetime, minutes: int, zone: str, begin: datetime) -> datetime:
    if not moments_showing(wanted, zone):
        return begin + timedelta(minutes=minutes)
    return looked_up(wanted + timedelta(minutes=minutes), zone)


# What is drawn

near_edges = st.builds(
    lambda edge, days: edge + days * DAY, st.sampled_from(EDGES), st.integers(-40, 10)
)
firsts = near_edges | st.dates(date(2023, 1, 1), date(2029, 12, 31))
clock_times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))


@st.composite
def plans(draw) -> Plan:
    first = draw(firsts)
    plan = Plan(
        first=first,
        starts=draw(clock_times),
        minutes=draw(st.integers(1, 96).map(lambda quarters: quarters * 15)),
        zone=draw(st.sampled_from(ZONES)),
        every=draw(
            st.sampled_from(
                ["", "day", "week", "month on a date", "month on a weekday", "year"],
            )
        ),
        step=draw(st.integers(1, 4)),
    )
    plan.on = sorted({first.weekday(), *draw(st.lists(st.integers(0, 6), max_size=3))})
    if plan.every:
        end = draw(st.sampled_from(["never", "until", "times"]))
        plan.until = first + draw(st.integers(0, 300)) * DAY if end == "until" else None
        plan.times = draw(st.integers(1, 30)) if end == "times" else None
    near = st.integers(0, 200).map(lambda days: first + days * DAY)
    plan.added = set(draw(st.lists(near, max_size=4)))
    days = plan.days(first + 200 * DAY)
    plan.left_out = set(draw(st.lists(st.sampled_from(days), max_size=3)))
    if left := plan.days(first + 200 * DAY):
        for day in draw(st.lists(st.sampled_from(left), max_size=3, unique=True)):
            plan.moved[day] = (
                draw(st.none() | st.integers(-20, 20).map(lambda n, day=day: day + n * DAY)),
                draw(st.none() | clock_times),
                draw(st.none() | clock_times),
                draw(st.sampled_from(["", "Library"])),
            )
        for day in draw(st.lists(st.sampled_from(left), max_size=2, unique=True)):
            if day not in plan.moved:
                plan.cancelled[day] = draw(st.sampled_from(Reason.values))
    return plan


def series_of(plan: Plan) -> Series:
    return Series(
        first_date=plan.first,
        starts=plan.starts,
        duration=timedelta(minutes=plan.minutes),
        rrule=plan.rrule,
        timezone=plan.zone,
        excluded=frozenset(plan.left_out),
        extra=frozenset(plan.added),
    )


def changes_of(plan: Plan) -> list[Change]:
    moved = [
        Change(day, new_date=on, new_starts=at, new_ends=ends, new_place=place)
        for day, (on, at, ends, place) in plan.moved.items()
    ]
    return [*moved, *(Change(day, reason=why) for day, why in plan.cancelled.items())]


@given(plan=plans(), days=st.integers(0, 400))
@settings(max_examples=400, deadline=None)
@example(
    plan=Plan(  # over both changes of the clocks of a year, at a time that is skipped and doubled
        date(2026, 3, 22), time(3, 30), 60, "Europe/Helsinki", "week", on=[6], until=None
    ),
    days=250,
)
@example(
    plan=Plan(date(2024, 2, 29), time(17), 90, "Europe/Helsinki", "year", times=3), days=366 * 9
)
@example(
    plan=Plan(  # moved onto the morning on which an hour is missing
        date(2026, 3, 25),
        time(18),
        120,
        "Europe/Helsinki",
        "week",
        on=[2],
        moved={date(2026, 3, 25): (date(2026, 3, 29), time(3, 15), time(5), "Library")},
    ),
    days=20,
)
def test_every_date_is_where_a_calendar_read_day_by_day_has_it(plan, days):
    last = plan.first + days * DAY
    [series], astray = assign([series_of(plan)], changes_of(plan))
    assert astray == []
    slots = expand(series, after=LONG_AGO, last=last)
    assert [
        (slot.local_date, slot.starts_at, slot.ends_at, slot.reason, slot.place) for slot in slots
    ] == plan.shown(last)
    assert {slot.local_time for slot in slots} <= {plan.starts}
    assert all(slot.ends_at > slot.starts_at for slot in slots)


@given(plan=plans(), hours=st.integers(-100 * 24, 300 * 24))
@settings(max_examples=150, deadline=None)
def test_what_has_ended_by_a_moment_is_left_out_and_nothing_else(plan, hours):
    after = datetime.combine(plan.first, time(0), UTC) + timedelta(hours=hours)
    last = plan.first + 300 * DAY
    [series], _astray = assign([series_of(plan)], changes_of(plan))
    expected = [day for day, _begin, end, _why, _place in plan.shown(last) if end > after]
    assert [slot.local_date for slot in expand(series, after=after, last=last)] == expected


@given(plan=plans(), first=firsts, days=st.integers(1, 31))
@settings(max_examples=100, deadline=None)
def test_whole_days_run_from_midnight_to_midnight(plan, first, days):
    plan.starts, plan.minutes, plan.moved = time(0), days * 24 * 60, {}
    series = series_of(plan)
    series = Series(**{**vars(series), "shape": Shape.ALL_DAY})
    last = plan.first + 200 * DAY
    slots = expand(series, after=LONG_AGO, last=last)
    assert [slot.local_date for slot in slots] == plan.days(last)
    zone = ZoneInfo(plan.zone)
    for slot in slots:
        assert slot.is_all_day
        assert slot.ends_at.astimezone(zone).date() - slot.starts_at.astimezone(zone).date() == (
            days * DAY
        )


@given(plan=plans(), day=st.integers(-30, 230))
@settings(max_examples=200, deadline=None)
def test_a_change_of_a_day_on_which_nothing_takes_place_is_refused(plan, day):
    day = plan.first + day * DAY
    [(_place, problem)] = check_changes([series_of(plan)], [Change(day, reason="other")], day) or [
        (None, None)
    ]
    is_on = day >= plan.first and day in plan.days(day)
    assert (problem is None) == is_on
    if problem:
        assert problem.field == "date"


@given(plan=plans())
def test_a_change_long_past_that_fits_nothing_any_more_is_no_fault(plan):
    astray = Change(plan.first - 100 * DAY, reason="holiday")
    assert check_changes([series_of(plan)], [astray], plan.first) == []


@given(plan=plans(), other=clock_times)
def test_of_two_times_on_a_day_the_change_says_which(plan, other):
    assume(other != plan.starts and not plan.left_out)
    one = series_of(plan)
    two = Series(**{**vars(one), "starts": other})
    [(_place, problem)] = check_changes(
        [one, two], [Change(plan.first, reason="other")], plan.first
    )
    assert problem.field == "starts"
    [first, second], astray = assign([one, two], [Change(plan.first, reason="other", starts=other)])
    assert (len(first.changes), len(second.changes), astray) == (0, 1, [])


# Opening hours

spans = st.lists(st.integers(0, 96), min_size=2, max_size=6, unique=True).map(
    lambda quarters: sorted(quarters)[: len(quarters) // 2 * 2]
)


def quarter(number: int) -> time:
    return time(number // 4 % 24, number % 4 * 15)


@st.composite
def openings(draw) -> list[Opening]:
    weekdays = draw(st.lists(st.integers(0, 6), min_size=1, max_size=7, unique=True))
    return [
        Opening(weekday, quarter(opens), quarter(closes))
        for weekday in sorted(weekdays)
        for marks in [draw(spans)]
        for opens, closes in zip(marks[::2], marks[1::2], strict=True)
    ]


@given(openings())
def test_hours_are_read_as_they_are_written(hours):
    for weekday in range(7):
        text = opening_hours.written(hours, weekday)
        assert opening_hours.read(weekday, text) == [o for o in hours if o.weekday == weekday]
    assert opening_hours.check(hours) == sorted(hours)
    assert [Opening.from_json(one.to_json()) for one in hours] == hours


@given(
    first=firsts,
    length=st.none() | st.integers(0, 400),
    hours=openings(),
    holidays=st.sets(st.integers(0, 400), max_size=20),
    zone=st.sampled_from(ZONES),
)
@settings(max_examples=300, deadline=None)
def test_what_is_open_is_open_from_its_first_to_its_last_opening(
    first, length, hours, holidays, zone
):
    last = None if length is None else first + length * DAY
    closed = {first + n * DAY for n in holidays}
    series = Series(
        first,
        shape=Shape.OPEN,
        last_date=last,
        hours=tuple(hours),
        excluded=frozenset(closed),
        timezone=zone,
    )
    assert expand(series, after=LONG_AGO, last=first + 500 * DAY) == []
    days = [
        day
        for day in (first + n * DAY for n in range(801 if length is None else length + 1))
        if day not in closed and any(one.weekday == day.weekday() for one in hours)
    ]
    if not days:
        assert opening_time(series) is None
        return
    opens, closes = opening_time(series)
    on_first = min(one.opens for one in hours if one.weekday == days[0].weekday())
    assert opens == looked_up(datetime.combine(days[0], on_first), zone)
    if last is None:
        assert closes is None
        return
    ends = []
    for one in hours:
        if one.weekday == days[-1].weekday():
            minutes = (one.closes.hour * 60 + one.closes.minute or 24 * 60) - (
                one.opens.hour * 60 + one.opens.minute
            )
            wanted = datetime.combine(days[-1], one.opens)
            ends.append(end_of(wanted, minutes, zone, looked_up(wanted, zone)))
    assert closes == max(ends)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("8", "“8” is no opening time. Write it as in 8–12, 13.30–16."),
        ("8–25", "“8–25” is no opening time."),
        ("8–12, iltapäivällä", "“iltapäivällä” is no opening time."),
        ("12–8", "12:00–08:00: the closing time must come after the opening time."),
        ("8–12, 11–16", "08:00–12:00 and 11:00–16:00 overlap; write one of them."),
        ("20–24, 22–23", "20:00–24:00 and 22:00–23:00 overlap; write one of them."),
    ],
)
def test_hours_that_cannot_be_get_a_sentence(text, sentence):
    with translation.override("en"), pytest.raises(opening_hours.HoursUnreadable) as unreadable:
        opening_hours.read(0, text)
    assert sentence in str(unreadable.value).replace("\u2066", "").replace("\u2069", "")


@pytest.mark.parametrize(
    "text",
    ["8-12, 13.30-16", "8:00–12:00; 13:30–16:00", "08.00 – 12.00 13.30—16", "٨–١٢، ١٣.٣٠–١٦"],
)
def test_hours_as_people_write_them(text):
    assert opening_hours.read(3, text) == [
        Opening(3, time(8), time(12)),
        Opening(3, time(13, 30), time(16)),
    ]
