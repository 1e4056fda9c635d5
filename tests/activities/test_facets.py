"""The counts of facets against finding with each value in turn."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activities.queries import Filters, find
from activities.queries.facets import counted
from tests.factories import activities, content, orgs, signups

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    content.site_tree(["fi", "en"])
    return orgs.organisation(slug="naapuritalo")


@pytest.fixture
def offers(house):
    today = timezone.localdate()
    for number in range(10):
        activities.page(
            house,
            title=f"Café {number}",
            languages=["fi", "ar"][: number % 3],
            themes=[["work"], ["health", "work"], []][number % 3],
            kind=["course", "activity"][number % 2],
            price_cents=[0, 500][number % 2],
            attendance=["in_person", "online", "hybrid"][number % 3],
            joining=[[], ["come"]][number % 2],
            schedules=[
                activities.schedule(
                    today + timedelta(days=number), starts=["09:00", "13:00", "18:00"][number % 3]
                )
            ]
            if number
            else [],
        )


VALUES = {
    "language": ("languages", ["fi", "ar"]),
    "theme": ("themes", ["work", "health"]),
    "kind": ("kinds", ["course", "activity"]),
    "attendance": ("attendances", ["in_person", "online", "hybrid"]),
    "weekday": ("weekdays", ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]),
    "time": ("times", ["morning", "day", "evening"]),
    "when": ("periods", ["today", "this_week", "weekend"]),
}


@pytest.mark.parametrize(
    "asked",
    [
        Filters(),
        Filters(words="café"),
        Filters(themes=("work",), languages=("ar",)),
        Filters(kinds=("course",), times=("evening",)),
        Filters(weekdays=("mon", "thu"), times=("morning", "day"), is_free=True),
        Filters(periods=("this_week",), attendances=("online",)),
        Filters(has_places=True, times=("evening",)),
    ],
)
def test_a_count_is_what_is_found_with_that_value_alone(offers, asked):
    counts = counted(asked, "fi")
    assert counts.total == find(asked, "fi").count()
    for facet, (field, values) in VALUES.items():
        without = {"since": None, "until": None} if facet == "when" else {}
        found = {
            value: number
            for value in values
            if (number := find(asked.but(**without, **{field: (value,)}), "fi").count())
        }
        assert (facet, counts.values.get(facet, {})) == (facet, found)
    with_places = find(asked.but(has_places=True), "fi").count()
    assert counts.values.get("places_left", {}).get(1, 0) == with_places


def test_places_are_left_on_a_date_that_is_asked_for(house):
    today = timezone.localdate()
    evenings = [
        activities.schedule(today + timedelta(days=days), starts="18:00") for days in (7, 8)
    ]
    by_date = signups.activity(house, schedules=evenings, capacity=2)
    full, free = by_date.occurrences.order_by("starts_at")
    series = signups.activity(house, sign_up="series", capacity=2)
    unlimited = signups.activity(house, capacity=None)
    open_house = activities.activity(house, schedules=[])
    everything = {by_date, series, unlimited, open_house}

    def found(**asked):
        answer = {*find(Filters(**asked), "fi")}
        counts = counted(Filters(**asked), "fi")
        assert counts.total == len(answer)
        assert (
            counts.values["places_left"].get(1, 0)
            == find(Filters(**asked | {"has_places": True}), "fi").count()
        )
        return answer

    assert found(has_places=True) == everything
    signups.sign_up(by_date, full, adults=1)
    signups.sign_up(series, adults=1)
    assert found() == everything
    assert found(has_places=True) == everything - {series}
    assert counted(Filters(has_places=True), "fi").loosened["places_left"] == 4
    day = full.local_date
    assert by_date in found(since=day, until=day)
    assert by_date not in found(since=day, until=day, has_places=True)
    assert by_date in found(since=free.local_date, has_places=True)
    [first] = find(Filters(has_places=True), "fi").filter(pk=by_date.pk)
    assert first.next_start == free.starts_at
