"""What search engines and chats are told of pages: schema.org, Open Graph, and the picture."""

import json
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from activities.feeds.card import Card, png
from polku.base.linked_data import script
from tests.factories import activities, content, orgs


@pytest.fixture
def house(db):
    content.site_tree(["fi", "en", "ar"])
    return orgs.organisation(name="Naapuritalo", language="en")


def things(client, address: str) -> dict[str, list[dict]]:
    """What the page says, by its type."""
    page = etree.HTML(client.get(address).content.decode())
    found: dict[str, list[dict]] = {}
    for element in page.iter("script"):
        if element.get("type") == "application/ld+json":
            said = json.loads(element.text)
            assert said["@context"] == "https://schema.org"
            for thing in said["@graph"]:
                found.setdefault(thing["@type"], []).append(thing)
    return found


def monday() -> date:
    return timezone.localdate() + timedelta(days=7 - timezone.localdate().weekday())


def test_each_of_the_next_dates_is_an_event(house, client):
    day = monday()
    page = activities.page(
        house,
        language="en",
        title="Language café",
        summary="Chat in Finnish",
        venue="Library",
        street_address="Kuusamantie 5",
        postal_code="33720",
        municipality=orgs.area(name="Tampere"),
        languages=["fi", "ar"],
        price_cents=250,
        capacity=12,
        attendance="hybrid",
        contact_email="somebody@naapuritalo.example",
        schedules=[activities.schedule(day, rrule="FREQ=WEEKLY;COUNT=3")],
        changes=[
            activities.cancelled(day),
            activities.moved(day + timedelta(days=7), new_date=day + timedelta(days=8)),
        ],
    )
    found = things(client, page.url)
    events = found["Event"]
    assert [one["eventStatus"].rpartition("/")[2] for one in events] == [
        "EventCancelled",
        "EventRescheduled",
        "EventScheduled",
    ]
    assert events[1]["previousStartDate"].startswith(f"{day + timedelta(days=7)}T17:00:00+0")
    event = events[2]
    assert event["startDate"].startswith(f"{day + timedelta(days=14)}T17:00:00+0")
    assert event["name"] == "Language café"
    assert event["inLanguage"] == ["fi", "ar"]
    assert event["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert event["organizer"]["name"] == "Naapuritalo"
    place, virtual = event["location"]
    assert place["name"] == "Library"
    assert place["address"]["addressLocality"] == "Tampere"
    assert virtual["url"] == f"http://testserver{page.url}"
    assert (event["offers"]["price"], event["offers"]["priceCurrency"]) == ("2.50", "EUR")
    assert event["isAccessibleForFree"] is False
    assert "naapuritalo.example" not in json.dumps(found)
    (way,) = found["BreadcrumbList"]
    assert [one["name"] for one in way["itemListElement"]][-2:] == ["Naapuritalo", "Language café"]


def test_whole_days_have_no_hour(house, client):
    camp = activities.page(house, language="en", schedules=[activities.whole_days(monday(), 3)])
    (event,) = things(client, camp.url)["Event"]
    last = monday() + timedelta(days=2)
    assert (event["startDate"], event["endDate"]) == (str(monday()), str(last))


def test_a_course_is_a_course(house, client):
    page = activities.page(
        house, language="en", kind="course", level_from="A1.1", level_to="A2.1", total_hours=40
    )
    found = things(client, page.url)
    assert "Event" not in found
    (course,) = found["Course"]
    assert course["educationalLevel"] == "A2.1"
    (instance,) = course["hasCourseInstance"]
    assert (instance["courseMode"], instance["courseWorkload"]) == ("Onsite", "PT40H")
    assert course["offers"]["category"] == "Free"


def test_what_has_no_dates_is_a_service(house, client):
    page = activities.page(house, language="en", kind="guidance", schedules=[], languages=["so"])
    (service,) = things(client, page.url)["Service"]
    assert service["availableChannel"]["availableLanguage"] == ["so"]


def test_what_is_taken_back_or_only_a_draft_is_not_told_of(house, client):
    page = activities.page(house, language="fi")
    translated = activities.translate(page, "en")
    page.unpublish()
    assert things(client, translated.url).keys() == {"BreadcrumbList"}


@pytest.mark.parametrize(
    ("kind", "called"),
    [("association", "NGO"), ("municipality", "GovernmentOrganization")],
)
def test_an_organisation_is_called_by_its_kind(db, client, kind, called):
    content.site_tree(["en"])
    house = orgs.organisation(kind, "Naapuritalo", language="en")
    (found,) = things(client, content.organisation_page(house, "en").url)[called]
    assert found["name"] == "Naapuritalo"


@given(st.text())
def test_no_text_ends_the_script(text):
    made = script([{"@type": "Thing", "name": f"{text}</script><script>alert(1)</script>"}])
    assert made.count("</") == 1
    inner = made.partition(">")[2].rpartition("<")[0]
    assert json.loads(inner)["@graph"][0]["name"].startswith(text)


def test_the_page_keeps_its_strict_policy(house, client):
    page = activities.page(house, language="en")
    policy = client.get(page.url)["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy


# What a chat shows of a link


def test_a_link_is_shown_with_title_text_and_picture(house, client):
    page = activities.page(house, language="en", title="Language “café”", summary="Come & chat")
    html = etree.HTML(client.get(page.url).content.decode())
    told = {one.get("property"): one.get("content") for one in html.iter("meta")}
    assert told["og:title"] == "Language “café”"
    assert told["og:description"] == "Come & chat"
    assert told["og:locale"] == "en"
    assert told["og:url"] == f"http://testserver{page.url}"
    picture = client.get(told["og:image"].removeprefix("http://testserver"))
    assert picture["Content-Type"] == "image/png"
    assert Image.open(BytesIO(picture.content)).size == (1200, 630)
    again = client.get(
        told["og:image"].removeprefix("http://testserver"),
        headers={"If-None-Match": picture["ETag"]},
    )
    assert again.status_code == 304


def test_a_draft_has_no_picture(house, client):
    draft = activities.page(house, language="en", live=False)
    assert client.get(f"/feeds/en/cards/{draft.translation_key}.png").status_code == 404


@pytest.mark.parametrize("language", ["fi", "ar", "zh-hans"])
@pytest.mark.parametrize("title", ["", "Kahvi", "م" * 255, "芬兰语" * 80, "👩‍👩‍👧 " * 60])
def test_any_title_gives_a_picture(language, title):
    picture = png(Card(title, "Naapuritalo", language))
    assert Image.open(BytesIO(picture)).size == (1200, 630)


def test_other_words_give_another_picture():
    one, other = Card("Kahvi", "", "fi"), Card("Tee", "", "fi")
    assert one.digest != other.digest
    assert png(one) == png(Card("Kahvi", "", "fi"))


def test_where_a_machine_has_no_fonts_the_card_has_no_words(monkeypatch):
    monkeypatch.setattr("activities.feeds.card._file", lambda names: None)
    bare = png(Card("Without a font", "Naapuritalo", "fi"))
    assert bare == png(Card("Without any font", "", "sv"))
