"""What the head of every public kind of page tells search engines and chats: one address that
stands for it, the same in other languages, a card; and what is to be left out."""

import re

import pytest
from lxml import etree

from tests.factories import activities, content, orgs

pytestmark = pytest.mark.django_db
SITE = "http://testserver"
NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


class Head:
    def __init__(self, client, address: str):
        self.page = etree.HTML(client.get(address).content.decode())

    def all(self, path: str) -> list[str]:
        return self.page.xpath(f"/html/head/{path}")

    @property
    def canonical(self) -> list[str]:
        return self.all("link[@rel='canonical']/@href")

    @property
    def is_left_out(self) -> bool:
        return self.all("meta[@name='robots']/@content") == ["noindex"]

    @property
    def translations(self) -> dict[str, str]:
        links = self.all("link[@rel='alternate'][@hreflang]")
        return {one.get("hreflang"): one.get("href") for one in links}

    @property
    def shared(self) -> dict[str, str]:
        return {one.get("property"): one.get("content") for one in self.all("meta[@property]")}


@pytest.fixture
def house():
    content.site_tree(["fi", "en", "ar"])
    return orgs.organisation(name="Naapuritalo", language="fi")


PAGES = {
    "activity": lambda house: activities.page(house, language="fi", summary="Tule!"),
    "guidance point": lambda house: content.guidance_point(),
    "guide": lambda house: content.guide_page(),
    "home": lambda house: content.site_tree(["fi"])["fi"],
    "local guide": lambda house: content.local_guide_page(
        house, content.guide_page(), orgs.area(name="Tampere")
    ),
    "need": lambda house: activities.need(title="Työ"),
    "news": lambda house: content.news_page(),
    "organisation": lambda house: content.organisation_page(house, intro="Naapureita."),
    "topic": lambda house: content.topic_page(),
}


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_has_one_address_and_a_card_and_stands_in_the_map_of_its_language(
    house, client, kind
):
    page = PAGES[kind](house)
    address = f"{SITE}{page.url}"
    head = Head(client, page.url)
    assert head.canonical == [address]
    assert not head.is_left_out
    assert head.translations["fi"] == address
    assert head.translations["x-default"] in head.translations.values()
    assert head.shared["og:url"] == address
    assert head.shared["og:title"] == page.title
    _is_a_picture(client, head.shared["og:image"])
    assert address in _mapped(client, "fi")


LISTS = {
    "/fi/activities/": "/fi/activities/",
    "/fi/activities/days/": "/fi/activities/",
    "/fi/activities/map/": "/fi/activities/",
    "/fi/activities/month/": "/fi/activities/",
    "/fi/guidance/": "/fi/guidance/",
    "/fi/news/": "/fi/news/",
}


@pytest.mark.parametrize(("address", "stands_for_it"), LISTS.items())
def test_a_list_has_one_address_for_all_its_views_and_a_card(
    house, client, settings, address, stands_for_it
):
    settings.POLKU_MAP_TILES = "https://tiles.example/{z}/{x}/{y}.png"
    head = Head(client, address)
    assert head.canonical == [f"{SITE}{stands_for_it}"]
    assert not head.is_left_out
    assert head.translations["ar"] == SITE + stands_for_it.replace("/fi/", "/ar/")
    assert head.translations["x-default"] == SITE + stands_for_it.replace("/fi/", "/en/")
    assert head.shared["og:url"] == f"{SITE}{address}"
    assert head.shared["og:locale"] == "fi"
    _is_a_picture(client, head.shared["og:image"])
    assert f"{SITE}{stands_for_it}" in _mapped(client, "fi")


def test_a_further_page_of_a_list_is_its_own(house, client):
    head = Head(client, "/fi/activities/?page=2")
    assert head.canonical == [f"{SITE}/fi/activities/?page=2"]
    assert head.translations == {}


@pytest.mark.parametrize(
    "address",
    [
        "/fi/activities/?free=1",
        "/fi/activities/?free=1&page=2",
        "/fi/activities/?q=kieli",
        "/fi/activities/days/?language=ar",
        "/fi/activities/month/?month=2027-01",
        "/fi/guidance/?language=ar",
        "/fi/saved/",
        "/fi/search/",
        "/fi/search/?q=kieli",
        "/fi/offline/",
    ],
)
def test_answers_to_questions_are_left_out(house, client, address):
    head = Head(client, address)
    assert head.is_left_out
    assert head.canonical == []


def test_an_answer_can_be_shared(house, client):
    shared = Head(client, "/fi/activities/?free=1").shared
    assert shared["og:url"] == f"{SITE}/fi/activities/?free=1"
    assert shared["og:image"] == f"{SITE}/feeds/fi/cards/activities.png"


def test_robots_ask_no_questions_but_find_feeds(client):
    lines = client.get("/robots.txt").text.splitlines()
    closed = [
        re.compile(re.escape(line.removeprefix("Disallow: ")).replace(r"\*", ".*"))
        for line in lines
        if line.startswith("Disallow: ")
    ]
    asked = {
        "/fi/activities/": False,
        "/fi/activities/?free=1": True,
        "/ar/activities/days/?free=1": True,
        "/fi/guidance/?language=ar": True,
        "/fi/search/?q=kieli": True,
        "/fi/naapuritalo/kielikahvila/": False,
        "/feeds/fi/activities.ics?free=1": False,
    }
    assert {one: any(door.match(one) for door in closed) for one in asked} == asked


def test_there_is_no_card_of_a_list_that_there_is_not(client):
    assert client.get("/feeds/fi/cards/secrets.png").status_code == 404


def _is_a_picture(client, address: str) -> None:
    picture = client.get(address.removeprefix(SITE))
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/png")


def _mapped(client, language: str) -> list[str]:
    root = etree.fromstring(client.get(f"/sitemap-{language}.xml").content)
    return [one.text for one in root.iter(f"{NS}loc")]
