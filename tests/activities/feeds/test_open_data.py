"""Open data of activities: a documented shape that stays."""

import json
import re
from pathlib import Path

import pytest

from tests.factories import activities, content, orgs

DATA = "/feeds/en/activities.json"
MANUAL = Path(__file__).resolve().parents[3] / "site" / "docs" / "integrator.md"


@pytest.fixture
def house(db):
    content.site_tree(["fi", "en", "ar"])
    return orgs.organisation(name="Naapuritalo")


def read(client, address: str = DATA) -> dict:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    return json.loads(answer.content)


def test_an_activity_with_its_facts_texts_and_dates(house, client):
    page = activities.page(
        house,
        language="fi",
        title="Kielikahvila",
        themes=["language"],
        languages=["fi", "ar"],
        venue="Kirjasto",
        municipality=orgs.area("837", name="Tampere"),
        price_cents=250,
        contact_email="somebody@naapuritalo.example",
        contact_phone="+358 50 555 0601",
        schedules=[activities.schedule(rrule="FREQ=WEEKLY;COUNT=3")],
    )
    activities.translate(page, "ar")
    found = read(client)
    top = [found[name] for name in ("version", "language", "count", "next")]
    assert top == [1, "en", 1, None]
    assert found["licence"] == "https://creativecommons.org/licenses/by/4.0/"
    (told,) = found["activities"]
    assert told["id"] == str(page.translation_key)
    assert told["title"] == "Kielikahvila"
    assert (told["text_language"], told["text_languages"]) == ("fi", ["ar", "fi"])
    assert told["organisation"]["name"] == "Naapuritalo"
    assert (told["themes"], told["spoken_languages"]) == (["language"], ["fi", "ar"])
    assert told["place"]["municipality"] == "837"
    assert (told["price_cents"], told["currency"]) == (250, "EUR")
    assert [one["status"] for one in told["dates"]] == ["scheduled"] * 3
    assert told["dates"][0]["starts_at"][10:19] == "T17:00:00"
    assert "naapuritalo.example" not in json.dumps(found)
    assert "555" not in json.dumps(found)
    assert read(client, f"/feeds/en/activities/{page.translation_key}.json")["activities"] == [told]


def test_what_was_taken_back_is_not_there(house, client):
    page = activities.page(house, language="en")
    page.unpublish()
    assert read(client)["activities"] == []
    assert client.get(f"/feeds/en/activities/{page.translation_key}.json").status_code == 404


def test_pages_lead_to_the_next_one(house, client, monkeypatch):
    monkeypatch.setattr("activities.feeds.views.DATA_PAGE", 2)
    for number in range(5):
        activities.page(house, language="en", title=f"Number {number}", themes=["work"])
    address, titles, pages = f"{DATA}?theme=work", [], 0
    while address:
        found = read(client, address.removeprefix("http://testserver"))
        titles += [one["title"] for one in found["activities"]]
        address, pages = found["next"], pages + 1
        assert found["count"] == 5
    assert (pages, len(set(titles))) == (3, 5)


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999999", "²"])
def test_a_page_that_is_none_is_the_first_or_empty(house, client, page):
    activities.page(house, language="en")
    assert len(read(client, f"{DATA}?page={page}")["activities"]) in (0, 1)


def test_the_manual_names_every_field(house, client):
    activities.page(
        house, kind="course", schedules=[activities.schedule(), activities.opening(
            activities.schedule().first_date)]
    )  # fmt: skip
    described = set(re.findall(r"`(\w+)`", MANUAL.read_text("utf-8")))

    def names(value) -> set[str]:
        if isinstance(value, dict):
            return set(value) | {name for one in value.values() for name in names(one)}
        return {name for one in value for name in names(one)} if isinstance(value, list) else set()

    assert names(read(client)) - described == set()
