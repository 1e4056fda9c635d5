"""The map: only where the site names tiles, and only its own page may load them."""

import pytest

from tests.factories import activities, content, orgs

pytestmark = pytest.mark.django_db
MAP, POINTS = "/en/activities/map/", "/en/activities/map/points/"


@pytest.fixture
def house():
    content.site_tree(["fi", "en"])
    return orgs.organisation(name="Naapuritalo")


@pytest.fixture
def tiles(settings):
    settings.POLKU_MAP_TILES = "https://tiles.example:8443/{z}/{x}/{y}.png"


def test_without_tiles_there_is_no_map_and_no_way_to_it(house, client):
    assert client.get(MAP).status_code == 404
    assert client.get(POINTS).status_code == 404
    assert MAP not in client.get("/en/activities/").content.decode()


def test_the_page_of_the_map_alone_may_load_tiles(house, client, tiles):
    policy = client.get(MAP)["Content-Security-Policy"]
    assert "img-src 'self' data: https://tiles.example:8443;" in policy
    assert policy.count("https:") == 1
    other = client.get("/en/activities/?theme=language")
    assert "tiles.example" not in other["Content-Security-Policy"]
    assert f'href="{MAP}?theme=language"' in other.content.decode()


def test_several_hosts_may_share_the_work(house, client, settings):
    settings.POLKU_MAP_TILES = "https://{s}.tiles.example/{z}/{x}/{y}.png"
    page = client.get(MAP)
    policy = page["Content-Security-Policy"]
    hosts = " ".join(f"https://{one}.tiles.example" for one in "abc")
    assert f"img-src 'self' data: {hosts};" in policy
    assert page.context["tiles_host"] == "tiles.example"


def test_the_points_are_those_of_the_same_question(house, client, tiles):
    here = {"language": "en", "position": "61.49780, 23.76100"}
    activities.page(house, title="Café", themes=["language"], **here)
    activities.page(house, title="Choir", slug="choir", themes=["leisure"], **here)
    activities.page(house, language="en", title="Walk", slug="walk", themes=["language"])
    page = client.get(f"{MAP}?theme=language")
    assert {card.title for card in page.context["activities"]} == {"Café", "Walk"}
    assert page.context["points_url"] == f"{POINTS}?theme=language"
    [point] = client.get(page.context["points_url"]).json()["points"]
    assert (point["title"], point["latitude"], point["longitude"]) == ("Café", 61.4978, 23.761)
