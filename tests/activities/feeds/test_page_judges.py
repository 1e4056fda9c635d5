"""What pages tell search engines and chats, as programs of others read it (extruct), and judged by
others against schema.org (`@adobe/structured-data-validator`)."""

import json
from datetime import date, timedelta

import extruct
import pytest
from django.utils import timezone

from tests.factories import activities, content, orgs, signups


@pytest.fixture
def house(db):
    content.site_tree(["fi", "en", "ar"])
    return orgs.organisation(name="Naapuritalo", language="en")


@pytest.fixture
def faults(judge, shared_data):
    """What is wrong with things told of pages."""
    vocabulary = shared_data / "schemaorg" / "schemaorg-current-https.jsonld"
    return lambda things: judge("linked_data", json.dumps(things), VOCABULARY=str(vocabulary))


def told(client, address: str) -> tuple[list[dict], dict[str, str]]:
    """The things and the Open Graph of a page, as extruct reads them; things are told in no other
    way besides, and no property is empty."""
    found = extruct.extract(
        client.get(address).content, base_url=f"http://testserver{address}", errors="strict"
    )
    things = [thing for part in found["json-ld"] for thing in part["@graph"]]
    assert found["microdata"] == found["microformat"] == []
    assert all(one["content"] for part in found["dublincore"] for one in part["elements"])
    (graph,) = found["opengraph"]
    assert all(content for _name, content in graph["properties"])
    return things, dict(graph["properties"])


def monday() -> date:
    today = timezone.localdate()
    return today + timedelta(days=7 - today.weekday())


def with_everything(**fields) -> dict:
    """All facts that an activity can have; of its three dates one is off and one has moved."""
    day = monday()
    return {
        "language": "en",
        "title": "Language “café” & </script>",
        "summary": "Chat\nin Finnish",
        "venue": "Library",
        "street_address": "Kuusamantie 5",
        "postal_code": "33720",
        "municipality": orgs.area(name="Tampere"),
        "languages": ["fi", "ar"],
        "audiences": ["families"],
        "price_cents": 250,
        "capacity": 12,
        "schedules": [activities.schedule(day, rrule="FREQ=WEEKLY;COUNT=3")],
        "changes": [
            activities.cancelled(day),
            activities.moved(day + timedelta(days=7), new_date=day + timedelta(days=8)),
        ],
    } | fields


MEETING = {"meeting_link": "https://meet.example/x"}
KINDS = {
    "in person": (lambda: with_everything(attendance="in_person"), "Event"),
    "online": (lambda: with_everything(attendance="online", **MEETING), "Event"),
    "hybrid": (lambda: with_everything(attendance="hybrid", **MEETING), "Event"),
    "whole days": (lambda: {"schedules": [activities.whole_days(monday(), 3)]}, "Event"),
    "with little": (dict, "Event"),
    "a course": (
        lambda: with_everything(
            kind="course", level_from="A1.1", level_to="A2.1", total_hours=40, price_cents=0
        ),
        "Course",
    ),
    "a course without dates": (lambda: {"kind": "course", "schedules": []}, "Course"),
    "a service": (lambda: {"schedules": [], "languages": ["so"]}, "Service"),
    "open hours": (lambda: {"schedules": [activities.opening(monday())]}, "Service"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_others_find_no_fault_with_an_activity(house, client, faults, kind):
    facts, called = KINDS[kind]
    page = activities.page(house, **{"language": "en"} | facts())
    things, graph = told(client, page.url)
    assert {thing["@type"] for thing in things} == {called, "BreadcrumbList"}
    assert faults(things) == []
    assert {thing["name"] for thing in things if thing["@type"] == called} == {page.title}
    assert (graph["og:title"], graph["og:url"]) == (page.title, f"http://testserver{page.url}")


@pytest.mark.parametrize(
    ("kind", "called"),
    [("association", "NGO"), ("municipality", "GovernmentOrganization")],
)
def test_others_find_no_fault_with_an_organisation(house, client, faults, kind, called):
    organisation = orgs.organisation(kind, "Harjula", language="en")
    things, graph = told(client, content.organisation_page(organisation, "en").url)
    assert [thing["@type"] for thing in things] == [called, "BreadcrumbList"]
    assert faults(things) == []
    assert graph["og:title"] == "Harjula"


@pytest.mark.parametrize(
    "make", [content.guide_page, content.guidance_point, content.news_page, content.topic_page]
)
def test_others_find_no_fault_with_other_pages(house, client, faults, make):
    page = make()
    things, graph = told(client, page.url)
    assert [thing["@type"] for thing in things] == ["BreadcrumbList"]
    assert faults(things) == []
    assert graph["og:title"] == page.title
    assert graph["og:image"].endswith(f"{page.translation_key}.png")


def test_a_date_without_places_is_sold_out(house, client, faults):
    activity = signups.activity(house, language="en", capacity=1)
    address = activity.texts.get().page.url
    (event, _way), _graph = told(client, address)
    assert event["offers"]["availability"] == "https://schema.org/InStock"
    signups.sign_up(activity)
    things, _graph = told(client, address)
    assert things[0]["offers"]["availability"] == "https://schema.org/SoldOut"
    assert faults(things) == []


def test_the_judge_finds_faults_where_there_are_some(faults):
    event = {"@type": "Event", "name": "x", "organizor": {"@type": "NGO", "numberOf": 1}}
    way = {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "name": "x"}]}
    assert len(faults([event])) == 2
    assert any("position" in fault for fault in faults([way]))
