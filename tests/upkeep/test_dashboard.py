"""What waits for an editor, on the first page of the admin: their own, and few queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from polku.content.upkeep import queries
from polku.content.upkeep.models import ExternalLink, Review
from polku.content.upkeep.queries.dashboard import SHOWN, boxes
from polku.content.upkeep.services import links
from tests.factories import activities, orgs

from .conftest import anew
from .test_links import MISSING, linking

pytestmark = pytest.mark.django_db
NAMES = ["drafts", "waiting", "reviews", "links", "ending"]


def fill(house) -> None:
    """One of each kind."""
    name = house.organisation.name
    draft = activities.page(house.organisation, live=False, title=f"{name} draft")
    draft.save_revision(user=house.publisher)
    waiting = activities.page(house.organisation, live=False, title=f"{name} waiting")
    waiting.get_workflow().start(waiting, house.publisher)
    linking(house, f"https://example.org/{name}", title=f"{name} link")
    ends = activities.schedule(timezone.localdate() + timedelta(days=13))
    activities.page(house.organisation, title=f"{name} ends", schedules=[ends])
    for key, days in ((house.activity.pk, -1), (house.page.pk, 1)):
        due = timezone.localdate() + timedelta(days=days)
        Review.objects.filter(page=key).update(due_on=due)
    for link in ExternalLink.objects.all():
        for day in range(3):
            links.note(link, MISSING, timezone.now() + timedelta(days=day))


def numbers(user) -> dict[str, int]:
    return {box.name: box.count for box in boxes(user)}


def titles(user, name: str) -> list[str]:
    [box] = [box for box in boxes(anew(user)) if box.name == name]
    return [line.page.title for line in box.lines]


@pytest.fixture(autouse=True)
def far_ends(monkeypatch):
    """The activities of the houses are next week; only those made here end soon."""
    page = activities.page

    def with_late_dates(*args, **fields):
        late = [activities.schedule(timezone.localdate() + timedelta(days=40))]
        return page(*args, **{"schedules": late} | fields)

    monkeypatch.setattr(activities, "page", with_late_dates)


def test_each_box_has_what_is_one_s_own(aamu, ilta):
    fill(aamu)
    fill(ilta)
    assert titles(aamu.publisher, "drafts") == ["Aamu draft"]
    assert titles(aamu.publisher, "waiting") == ["Aamu waiting"]
    assert titles(aamu.publisher, "reviews") == ["Aamukerho"]
    assert titles(aamu.publisher, "links") == ["Aamu link"]
    assert titles(aamu.publisher, "ending") == ["Aamu ends"]
    assert numbers(anew(ilta.publisher)) == {
        "drafts": 1,
        "waiting": 1,
        "reviews": 1,
        "links": 1,
        "ending": 1,
    }


def test_an_editor_without_pages_sees_empty_boxes(aamu):
    fill(aamu)
    assert numbers(orgs.user()) == dict.fromkeys(NAMES, 0)


def test_what_was_deleted_waits_for_nobody(aamu):
    from polku.content.upkeep.services import bin as bins

    fill(aamu)
    bins.to_bin(None, aamu.page)
    assert numbers(orgs.user(is_superuser=True)) == dict.fromkeys(NAMES, 0)


@pytest.mark.parametrize(("days", "ends_soon"), [(14, True), (15, False)])
def test_what_ends_within_two_weeks_ends_soon(aamu, days, ends_soon):
    last = activities.schedule(timezone.localdate() + timedelta(days=days))
    activities.page(aamu.organisation, title="Loppuva", schedules=[last])
    assert ("Loppuva" in titles(aamu.publisher, "ending")) is ends_soon


def test_the_first_page_shows_the_boxes_and_not_wagtail_s_own(client, aamu, ilta):
    fill(aamu)
    fill(ilta)
    client.force_login(aamu.publisher)
    shown = client.get("/cms/").content.decode()
    for word in ("Aamu draft", "Aamu waiting", "Aamukerho", "Aamu link", "Aamu ends"):
        assert word in shown, word
    assert "Ilta" not in shown
    assert "wagtail.org" not in shown
    assert 'id="panel-recent' not in shown


def test_the_boxes_cost_few_queries_however_much_waits(aamu):
    fill(aamu)
    costs = []
    for number in (0, SHOWN + 3):
        for n in range(number):
            page = activities.page(aamu.organisation, live=False, title=f"More {n}")
            page.save_revision(user=aamu.publisher)
        user = anew(aamu.publisher)
        with CaptureQueriesContext(
            connection,
        ) as taken:
            found = boxes(user)
        costs.append(len(taken))
    assert found[0].count == SHOWN + 4 and len(found[0].lines) == SHOWN
    assert costs[0] == costs[1] <= 15
    assert queries.dashboard.boxes is boxes
