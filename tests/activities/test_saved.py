"""A list that is kept on the device and shown, shared and printed by its address."""

import json
from datetime import timedelta
from html.parser import HTMLParser
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activities.models import Activity
from tests.factories import activities, content, orgs


@pytest.fixture
def house(db):
    content.site_tree(["fi", "en", "ar"])
    return orgs.organisation(name="Naapuritalo")


class Buttons(HTMLParser):
    """What the buttons of a page would keep."""

    def __init__(self, html: str):
        super().__init__()
        self.found: list[dict] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag == "button" and "data-save" in dict(attrs):
            self.found.append(dict(attrs))


def titles(response) -> list[str]:
    return [one["data-title"] for one in Buttons(response.content.decode()).found]


def address(*pages, reader: str = "fi") -> str:
    keys = [getattr(page, "translation_key", page) for page in pages]
    return f"/{reader}/saved/?" + "&".join(f"a={key}" for key in keys)


def past(house, **fields):
    """An activity whose only date is over."""
    yesterday = timezone.localdate() - timedelta(days=1)
    return activities.page(house, schedules=[activities.schedule(yesterday)], **fields)


def test_a_list_by_its_address_keeps_its_order_and_names_each_once(client, house):
    one, two, three = (activities.page(house, title=title) for title in ("One", "Two", "Three"))
    assert titles(client.get(address(three, one, two, one))) == ["Three", "One", "Two"]


def test_a_list_is_shown_in_the_language_of_its_address(client, house):
    page = activities.page(house, title="Kahvila")
    activities.translate(page, "ar", title="مقهى")
    assert titles(client.get(address(page, reader="ar"))) == ["مقهى"]
    assert titles(client.get(address(page, reader="fi"))) == ["Kahvila"]


def test_the_page_says_its_own_address_whole_and_in_one_form(client, house):
    one, two = activities.page(house), activities.page(house)
    asked = (
        f"/fi/saved/?x=1&a={two.translation_key}&a=+{one.translation_key}&a={two.translation_key}"
    )
    response = client.get(asked)
    assert response.context["address"] == f"http://testserver{address(two, one)}"
    assert f'a={two.translation_key}&amp;a={one.translation_key}"' in response.content.decode()


@pytest.mark.parametrize(
    ("lost", "said"),
    [
        (1, "1 of these is no longer offered."),
        (3, "3 of these are no longer offered."),
    ],
)
def test_what_is_not_offered_any_more_is_said(client, house, lost, said):
    there, withdrawn = activities.page(house, title="There"), activities.page(house, title="Gone")
    withdrawn.unpublish()
    keys = [withdrawn.translation_key, uuid4(), "nonsense"][:lost]
    response = client.get(address(there, *keys, reader="en"))
    assert said in response.content.decode()
    assert titles(response) == ["There"]
    assert "no longer offered" not in client.get(address(there, reader="en")).content.decode()


def test_of_a_closed_organisation_nothing_is_offered(client, house):
    page = activities.page(house)
    Activity.objects.get().organisation.__class__.objects.update(closed_on=timezone.localdate())
    assert "1 of these is no longer offered." in client.get(address(page, reader="en")).text


def test_what_has_ended_stands_apart(client, house):
    coming, over = activities.page(house, title="Coming"), past(house, title="Over")
    response = client.get(address(over, coming, reader="en"))
    assert [card.title for card in response.context["list"].coming] == ["Coming"]
    assert [card.title for card in response.context["list"].over] == ["Over"]
    assert "These have ended" in response.text


def test_a_list_holds_sixty_and_says_so(client, house):
    page = activities.page(house)
    keys = [page.translation_key, *(uuid4() for _number in range(60))]
    response = client.get(address(*keys, reader="en"))
    assert "A list holds 60 activities at most" in response.text
    assert response.context["list"].missing == 59
    assert "at most. The rest" not in client.get(address(*keys[:60], reader="en")).text


def test_a_list_of_nothing_leads_on(client, house):
    response = client.get(address(uuid4(), reader="en"))
    assert response.status_code == 200
    assert "Nothing of this list is offered now" in response.text


def test_without_keys_the_page_explains_what_can_be_done(client, house):
    html = client.get("/en/saved/").text
    assert "its address works here too" in html
    assert "Address of this list" not in html


def test_the_list_knows_nobody(client, house):
    """The same bytes for everyone, no cookie, nothing for search engines."""
    page = activities.page(house)
    for asked in (address(page), "/fi/saved/"):
        response = client.get(asked)
        assert response.cookies == {}
        assert "csrf" not in response.text
        assert '<meta name="robots" content="noindex">' in response.text
        assert client.get(asked, headers={"cookie": "x=1"}).content == response.content


def test_the_number_of_queries_does_not_grow_with_the_list(client, house):
    pages = [activities.page(house) for _number in range(6)]

    def asked(number: int) -> int:
        with CaptureQueriesContext(
            connection,
        ) as counted:
            client.get(address(*pages[:number]))
        return len(counted)

    asked(1)
    assert asked(2) == asked(6)


def test_cards_and_the_page_of_an_activity_offer_to_keep_it(client, house):
    page = activities.page(house, title="Kahvi & “pulla”")
    wanted = {
        "data-save": str(page.translation_key),
        "data-title": "Kahvi & “pulla”",
        "data-href": page.url,
        "data-lang": "fi",
    }
    for place in ("/fi/activities/", page.url):
        (button,) = Buttons(client.get(place).text).found
        assert {name: button[name] for name in wanted} == wanted
        assert button["aria-pressed"] == "false"
        assert "hidden" in button, "only a script shows it"


def test_a_key_is_the_same_in_every_language(client, house):
    page = activities.page(house, title="Kahvila")
    activities.translate(page, "ar", title="مقهى")
    keys = {
        button["data-save"]
        for language in ("fi", "ar", "en")
        for button in Buttons(client.get(f"/{language}/activities/").text).found
    }
    assert json.dumps([*keys]) == json.dumps([str(page.translation_key)])
