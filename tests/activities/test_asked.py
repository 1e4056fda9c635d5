"""The question of a reader and its one address."""

from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from activities.models import Attendance, Audience, Kind, Theme
from activities.queries import Filters, Place, known, unread
from activities.queries.asked import CHILD_CARE, Order, Period, TimeOfDay, Weekday
from tests.factories import orgs


def some(values) -> st.SearchStrategy:
    return st.lists(st.sampled_from(sorted(values)), max_size=4).map(tuple)


DAYS = st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31))
FILTERS = st.builds(
    lambda days, **fields: Filters(since=days[0], until=days[1], **fields),
    days=st.tuples(DAYS, DAYS).map(lambda days: days if None in days else (min(days), max(days))),
    words=st.text(max_size=210),
    languages=some(["ar", "fi", "so", "ckb"]),
    places=st.lists(
        st.builds(
            Place, st.sampled_from(["municipality", "region"]), st.sampled_from(["091", "06"])
        ),
        max_size=3,
    ).map(tuple),
    themes=some(Theme.values),
    audiences=some(Audience.values),
    age=st.none() | st.integers(0, 120),
    periods=some(Period.values),
    weekdays=some(Weekday.values),
    times=some(TimeOfDay.values),
    is_free=st.booleans(),
    attendances=some(Attendance.values),
    child_care=some(CHILD_CARE),
    is_step_free=st.booleans(),
    needs_no_sign_up=st.booleans(),
    has_places=st.booleans(),
    organisations=some(["naapuritalo", "hooyo"]),
    kinds=some(Kind.values),
    order=st.sampled_from(["", *Order.values]),
)


@given(FILTERS)
def test_an_address_says_the_question_and_a_question_has_one_address(filters):
    query = QueryDict(filters.query_string())
    assert Filters.from_query(query) == filters
    assert Filters.from_query(query).query_string() == filters.query_string()
    assert unread(query) == []


@pytest.mark.parametrize(
    ("address", "normal"),
    [
        ("theme=work&theme=health&language=ar", "language=ar&theme=health&theme=work"),
        ("theme=work&theme=work&q=++caf%C3%A9++noir+&page=3", "q=caf%C3%A9+noir&theme=work"),
        ("q=&language=&from=&until=&age=&free=0", ""),
        ("order=soonest", ""),
        ("order=best&q=x", "q=x"),
        ("order=soonest&q=x", "order=soonest&q=x"),
        ("from=1.12.2026&until=24.12.2026", "from=2026-12-01&until=2026-12-24"),
        ("municipality=091&region=06", "municipality=091&region=06"),
        ("theme=sports&theme=work", "theme=work"),
        ("age=+7+", "age=7"),
    ],
)
def test_the_normal_form(address, normal):
    assert Filters.from_query(QueryDict(address)).query_string() == normal


@pytest.mark.parametrize(
    "address",
    [
        "from=2026-12-24&until=2026-12-01",
        "from=soon&until=2026-12-01",
        "from=9999-12-31",
        "age=121",
    ],
)
def test_days_and_ages_that_cannot_be_are_not_asked_for(address):
    assert Filters.from_query(QueryDict(address)) == Filters()


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("theme=sports", ["theme"]),
        ("theme=sports&theme=work&language=tlh", ["language", "theme"]),
        ("municipality=091'", ["municipality"]),
        ("free=maybe&organisation=a%20b&weekday=monday", ["weekday", "free", "organisation"]),
        ("page=3&utm=x", []),
    ],
)
def test_values_that_mean_nothing_are_named(address, names):
    assert unread(QueryDict(address)) == names


@pytest.mark.django_db
def test_areas_and_organisations_that_there_are_not_are_left_out_and_named():
    there = orgs.organisation(slug="naapuritalo")
    place = Place.of(orgs.area("837"))
    asked = Filters(
        places=(place, Place("municipality", "999")), organisations=("naapuritalo", "nobody")
    )
    assert known(asked) == (
        Filters(places=(place,), organisations=(there.slug,)),
        ["municipality", "organisation"],
    )
