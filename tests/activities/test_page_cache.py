"""Lists and pages of activities are kept under one form of their question, and until the clock or
a sign-up says something else."""

from datetime import datetime

import pytest
from django.http import QueryDict
from django.utils import timezone

from activities import queries
from polku.base.page_cache import stores
from polku.base.page_cache.questions import normal_query
from tests.factories import activities, content, signups

TODAY = datetime.fromisoformat("2026-11-24").date()
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.VAR = tmp_path
    stores.store.cache_clear()
    yield
    stores.store.cache_clear()


@pytest.fixture
def at(monkeypatch):
    def put(text: str) -> None:
        moment = timezone.make_aware(datetime.fromisoformat(text))
        monkeypatch.setattr(timezone, "now", lambda: moment)

    put("2026-11-24 09:00")
    return put


@pytest.mark.parametrize(
    ("asked", "normal"),
    [
        ("theme=work&language=so&utm_source=x&q=", "language=so&theme=work"),
        ("page=2&free=1", "free=1&page=2"),
        ("page=1&order=soonest&free=0", ""),
        ("q=  Suomen   kieli ", "q=Suomen+kieli"),
        # The page says that it left these out, so it is made for each.
        ("theme=nonsense", None),
        ("age=old", None),
        ("from=2026-12-24&until=2026-12-01", None),
    ],
)
def test_one_question_has_one_form(asked, normal):
    assert queries.normal_of_page(QueryDict(asked)) == normal
    assert normal_query("/fi/activities/", asked) == normal


@pytest.mark.parametrize("path", ["/fi/activities/", "/fi/", "/feeds/fi/activities.json"])
def test_a_list_changes_when_a_date_ends(client, at, path):
    content.site_tree(["fi"])
    for hour in (10, 13):
        activities.page(
            title=f"Begins at {hour}", schedules=[activities.schedule(TODAY, f"{hour}:00")]
        )
    at("2026-11-24 11:52")
    assert "Begins at 10" in client.get(path).content.decode()
    at("2026-11-24 11:59")
    kept = client.get(path)
    assert "Begins at 10" in kept.content.decode()
    at("2026-11-24 12:00")
    text = client.get(path).content.decode()
    assert "Begins at 10" not in text
    assert "Begins at 13" in text


def test_the_page_of_an_activity_ends_with_its_date(client, at):
    page = activities.page(schedules=[activities.schedule(TODAY, "10:00")])
    at("2026-11-24 11:55")
    before = client.get(page.url).content
    at("2026-11-24 12:00")
    assert client.get(page.url).content != before


def test_a_sign_up_changes_how_many_places_are_left(client):
    activity = signups.activity(capacity=10)
    page = activity.texts.get().page
    before = client.get(page.url).content
    assert client.get(page.url).content == before
    signups.sign_up(activity, signups.date_of(activity))
    assert client.get(page.url).content != before


@pytest.mark.parametrize("path", ["/fi/activities/", "/feeds/fi/activities.ics", "/fi/guidance/"])
def test_a_list_that_is_kept_costs_no_query(client, django_assert_num_queries, path):
    activities.page()
    client.get(path)
    with django_assert_num_queries(0):
        assert client.get(f"{path}?utm_source=letter").status_code == 200
