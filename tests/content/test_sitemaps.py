"""What search engines are told: the maps of the site, and where they need not look."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree

from polku.content import sitemaps
from tests.factories import activities, content, orgs

pytestmark = pytest.mark.django_db
NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def house():
    content.site_tree(["fi", "en", "ar"])
    return orgs.organisation(name="Naapuritalo")


def places(client, address: str) -> list[str]:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    return [one.text for one in etree.fromstring(answer.content).iter(f"{NS}loc")]


def test_each_language_has_a_map_of_the_pages_written_in_it(house, client):
    page = activities.page(house, language="fi", title="Kielikahvila")
    english = activities.translate(page, "en", title="Language café")
    activities.page(house, language="fi", title="Luonnos", live=False)
    index = places(client, "/sitemap.xml")
    assert index == [f"http://testserver/sitemap-{code}.xml" for code in ("fi", "en", "ar")]
    finnish = places(client, index[0].removeprefix("http://testserver"))
    assert f"http://testserver{page.url}" in finnish
    assert f"http://testserver{english.url}" not in finnish
    assert not [one for one in finnish if "luonnos" in one]
    for address in finnish:
        assert client.get(address.removeprefix("http://testserver")).status_code == 200
    arabic = places(client, "/sitemap-ar.xml")
    assert arabic == [
        f"http://testserver/ar/{path}" for path in ("activities/", "guidance/", "news/", "")
    ]


def test_a_page_says_when_it_changed_last(house, client):
    page = activities.page(house, language="fi")
    root = etree.fromstring(client.get("/sitemap-fi.xml").content)
    (own,) = [one for one in root if one.findtext(f"{NS}loc").endswith(page.url)]
    assert own.findtext(f"{NS}lastmod") == page.last_published_at.isoformat(timespec="seconds")


def test_a_long_map_goes_on_in_another_part(house, client, monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST", 2)
    for number in range(3):
        activities.page(house, language="fi", title=f"Number {number}")
    parts = [one for one in places(client, "/sitemap.xml") if "-fi" in one]
    assert [one.partition("?")[2] for one in parts] == ["", "part=2", "part=3"]
    found = [places(client, one.removeprefix("http://testserver")) for one in parts]
    lists = 3
    assert [len(one) for one in found] == [lists + 2, 2, 1]
    assert len({address for one in found for address in one}) == lists + 5


@pytest.mark.parametrize("address", ["/sitemap-xx.xml", "/sitemap-fi.xml?part=x"])
def test_what_is_no_map_is_missing(house, client, address):
    assert client.get(address).status_code == 404


def test_maps_cost_the_same_however_long(house, client):
    def statements() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/sitemap.xml")
            client.get("/sitemap-fi.xml")
        return len(queries)

    statements()
    before = statements()
    for number in range(5):
        content.guide_page("fi", title=f"Page {number}")
    assert statements() == before


def test_robots_find_the_maps_and_keep_out_of_the_doors_of_workers(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    for door in ("/desk/", "/cms/", "/editor/", "/account/"):
        assert f"Disallow: {door}" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines


def test_a_map_that_is_known_already_costs_no_body(house, client):
    first = client.get("/sitemap-fi.xml")
    again = client.get("/sitemap-fi.xml", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304


# In the head of pages


def alternates(client, address: str) -> dict[str, str]:
    page = etree.HTML(client.get(address).content.decode())
    return {
        one.get("hreflang"): one.get("href") for one in page.iter("link") if one.get("hreflang")
    }


def test_who_reads_none_of_the_languages_is_sent_to_the_nearest(house, client):
    page = activities.page(house, language="fi", title="Kielikahvila")
    assert alternates(client, page.url)["x-default"] == f"http://testserver{page.url}"
    english = activities.translate(page, "en", title="Language café")
    found = alternates(client, page.url)
    assert found == {
        "fi": f"http://testserver{page.url}",
        "en": f"http://testserver{english.url}",
        "x-default": f"http://testserver{english.url}",
    }
