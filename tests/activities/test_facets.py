"""The counts of facets against finding with each value in turn."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activities.queries import Filters, find
from activities.queries.facets import counted
from tests.factories import activities, content, orgs

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
