"""A page that is made by the clock is made anew when the clock says so."""

from datetime import datetime

import pytest
from django.utils import timezone

from polku.base.opening_hours import OpeningHours, read_spans
from polku.base.page_cache import ends
from tests.factories import content

pytestmark = pytest.mark.django_db(transaction=True)

NINE_TO_FOUR = OpeningHours((read_spans("9–16"),) * 7)


@pytest.fixture
def at(monkeypatch):
    def put(text: str) -> None:
        moment = timezone.make_aware(datetime.fromisoformat(text))
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return put


def test_open_now_ends_when_the_place_closes(client, at, renderings):
    at("2026-11-24 15:55")
    content.site_tree(["fi"])
    point = content.guidance_point(opening_hours=NINE_TO_FOUR)
    assert b"open-now yes" in client.get(point.url).content
    at("2026-11-24 15:59")
    client.get(point.url)
    assert renderings == [point.url]
    at("2026-11-24 16:00")
    assert b"open-now yes" not in client.get(point.url).content


def test_every_page_ends_with_the_day_of_the_site(client, at, guide, renderings):
    for moment, made in (
        ("2026-11-24 23:55", 1),
        ("2026-11-24 23:59", 1),
        ("2026-11-25 00:00", 2),
        ("2026-11-25 00:09", 2),
        ("2026-11-25 00:10", 3),
    ):
        at(moment)
        client.get(guide.url)
        assert len(renderings) == made, moment


def test_what_is_said_outside_of_a_page_is_heard_by_nobody():
    ends.until(timezone.now())
    with ends.collected() as told:
        ends.until(None)
        assert len(told.moments) == 2
