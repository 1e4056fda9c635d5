"""Invented activities, dates and questions about them, for hypothesis."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from activities.models import Attendance, Audience, Kind, Theme
from activities.queries import Filters, Place
from activities.queries.asked import CHILD_CARE, Period, TimeOfDay, Weekday
from tests.factories import activities

HELSINKI, DAY = ZoneInfo("Europe/Helsinki"), timedelta(days=1)
ZONES = ["Europe/Helsinki", "Europe/Helsinki", "Europe/Helsinki", "America/New_York"]
MOMENTS = [  # a Wednesday morning, a Sunday night, the day before clocks change
    datetime(2026, 11, 25, 9, 30, tzinfo=HELSINKI),
    datetime(2026, 11, 29, 22, 0, tzinfo=HELSINKI),
    datetime(2027, 3, 27, 12, 0, tzinfo=HELSINKI),
]
LANGUAGES, THEMES, AUDIENCES = ["ar", "fi", "so"], Theme.values[:3], Audience.values[:4]
MUNICIPALITIES, REGIONS = ["837", "211", "091"], ["06", "01"]
SLUGS = ["naapuritalo", "hooyo"]
# Only whether there is one matters here.
SCHEDULE = activities.schedule(date(2026, 1, 1)).series.to_json()
ANYTHING = Filters()


# What is invented


@dataclass(frozen=True)
class Date:
    """Begins so many hours after today's midnight."""

    hour: int
    lasts: int
    zone: str
    is_all_day: bool
    is_cancelled: bool
    places_left: int | None


@dataclass(frozen=True)
class Offer:
    facts: dict
    organisation: str
    municipality: str | None
    opens: tuple[int, int | None] | None  # days from today
    slots: list[int]
    dates: list[Date]
    is_published: bool = True
    has_text: bool = True


def some(values, most: int = 2) -> st.SearchStrategy[list]:
    return st.lists(st.sampled_from(list(values)), max_size=most, unique=True)


DATES = st.builds(
    Date,
    hour=st.integers(-30, 24 * 16),
    lasts=st.sampled_from([1, 2, 5, 26, 24 * 9]),
    zone=st.sampled_from(ZONES),
    is_all_day=st.sampled_from([False, False, False, True]),
    is_cancelled=st.sampled_from([False, False, False, True]),
    places_left=st.sampled_from([None, None, 0, 3]),
)
FACTS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(Kind.values[:2]),
        "themes": some(THEMES),
        "audiences": some(AUDIENCES),
        "languages": some(LANGUAGES),
        "age_from": st.sampled_from([None, None, 7, 18]),
        "age_to": st.sampled_from([None, None, 18, 65]),
        "attendance": st.sampled_from(["in_person", *Attendance.values]),
        "step_free": st.sampled_from(["", "yes", "no"]),
        "child_care": st.sampled_from(["", "none", *CHILD_CARE]),
        "price_cents": st.sampled_from([0, 500]),
        "joining": some(["come", "phone"]),
        "places_left": st.sampled_from([None, None, 0, 2]),
    }
)
SLOTS = [weekday * 10 + at for weekday in range(1, 8) for at in range(3)]
OFFERS = st.builds(
    Offer,
    facts=FACTS,
    organisation=st.sampled_from(SLUGS),
    municipality=st.sampled_from([None, *MUNICIPALITIES]),
    opens=st.none() | st.tuples(st.integers(-5, 9), st.none() | st.integers(10, 30)),
    slots=some(SLOTS, 4),
    dates=st.lists(DATES, max_size=3),
    is_published=st.sampled_from([True, True, True, True, False]),
    has_text=st.sampled_from([True, True, True, True, False]),
)
PLACES = st.sampled_from(
    [Place("municipality", code) for code in MUNICIPALITIES]
    + [Place("region", code) for code in REGIONS]
)
# Each question asks a few things only: one that asks everything finds nothing.
ASKED = {
    "languages": some(LANGUAGES).map(tuple),
    "places": st.lists(PLACES, max_size=2).map(tuple),
    "themes": some(THEMES).map(tuple),
    "audiences": some(AUDIENCES).map(tuple),
    "age": st.sampled_from([None, 3, 18, 70]),
    "periods": some(Period.values).map(tuple),
    "days": st.tuples(st.none() | st.integers(-2, 8), st.none() | st.integers(8, 20)),
    "weekdays": some(Weekday.values, 3).map(tuple),
    "times": some(TimeOfDay.values).map(tuple),
    "is_free": st.booleans(),
    "attendances": some(Attendance.values).map(tuple),
    "child_care": some(CHILD_CARE).map(tuple),
    "is_step_free": st.booleans(),
    "needs_no_sign_up": st.booleans(),
    "has_places": st.booleans(),
    "organisations": some(SLUGS).map(tuple),
    "kinds": some(Kind.values[:2]).map(tuple),
}
QUESTIONS = some(ASKED, 4).flatmap(
    lambda names: st.fixed_dictionaries({name: ASKED[name] for name in names})
)


def question(asked: dict, today: date) -> Filters:
    since, until = (
        None if ahead is None else today + DAY * ahead for ahead in asked.get("days", (None, None))
    )
    given = {name: value for name, value in asked.items() if name != "days"}
    return Filters(since=since, until=until, **given)
