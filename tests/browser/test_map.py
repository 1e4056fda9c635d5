"""The map, with tiles from a server of its own on this machine."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.browser.axe import is_within_the_window, violations
from tests.browser.conftest import DESKTOP
from tests.factories import activities, content, orgs

SMALL = {"width": 320, "height": 640}
TILE = b'<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"/>'


class _Tiles(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.told.append(self.headers["Referer"])
        self.send_response(200)
        self.send_header("Content-Type", "image/svg+xml")
        self.end_headers()
        self.wfile.write(TILE)

    def log_message(self, *args):
        pass


@pytest.fixture
def tiles(settings):
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Tiles)
    server.told = []
    server.host = f"http://127.0.0.1:{server.server_port}"
    settings.POLKU_MAP_TILES = server.host + "/{z}/{x}/{y}.svg"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def house(transactional_db):
    content.site_tree(["fi", "ar"])
    house = orgs.organisation("association", "Naapuritalo")
    # Two that are near each other, two in one house, all in Tampere; one in Helsinki.
    for number, (position, theme) in enumerate(
        [
            ("61.49780, 23.76100", "language"),
            ("61.49820, 23.77100", "leisure"),
            ("61.49820, 23.77100", "leisure"),
            ("60.16990, 24.93840", "leisure"),
        ]
    ):
        facts = {"position": position, "themes": [theme]}
        activities.page(house, title=f"Kerho {number}", slug=f"k{number}", **facts)


@pytest.mark.parametrize("viewport", [SMALL, DESKTOP], ids=["small", "desktop"])
@pytest.mark.parametrize("language", ["fi", "ar"])
def test_the_map_comes_after_a_press_and_is_walked_by_keyboard(
    watched, house, tiles, live_server, language, viewport
):
    with watched(viewport, also=tiles.host) as page:
        page.goto(f"/{language}/activities/map/?page=1")
        assert page.locator("ul.grid h3").count() == 4
        page.locator("[data-map] button").focus()
        assert tiles.told == []
        page.keyboard.press("Enter")
        page.locator("img.leaflet-tile-loaded").first.wait_for()
        assert set(tiles.told) == {f"{live_server.url}/"}
        assert page.locator(".map-sign").count() == 2
        assert page.locator("ul.grid h3").count() == 4
        assert page.evaluate("document.activeElement.className").startswith("map ")

        several = page.locator(".map-sign.several")
        assert "3" in several.get_attribute("aria-label")
        several.focus()
        page.keyboard.press("Enter")  # nearer, until they are apart
        page.locator(".map-sign:focus").wait_for()
        page.locator(".map-sign.several").focus()
        page.keyboard.press("Space")
        titles = page.locator(".leaflet-popup-content a")
        assert {*titles.all_text_contents()} == {"Kerho 1", "Kerho 2"}
        assert page.evaluate("document.activeElement.textContent").startswith("Kerho")
        page.keyboard.press("Escape")
        assert titles.count() == 0
        assert "several" in page.evaluate("document.activeElement.className")
        page.keyboard.press("Enter")
        assert not _overlap(page, ".leaflet-popup", ".leaflet-control-zoom")
        assert not _overlap(page, ".leaflet-control-zoom", ".leaflet-control-attribution")
        assert not _overlap(page, ".with-map > .map", "ul.grid")
        assert _is_beside(page, ".with-map > .map", "ul.grid") == (viewport == DESKTOP)
        assert is_within_the_window(page)
        assert violations(page) == []


def _boxes(page, *selectors: str) -> list[dict]:
    return [page.locator(selector).first.bounding_box() for selector in selectors]


def _is_beside(page, *selectors: str) -> bool:
    one, other = _boxes(page, *selectors)
    return one["y"] < other["y"] + other["height"] and other["y"] < one["y"] + one["height"]


def _overlap(page, *selectors: str) -> bool:
    one, other = _boxes(page, *selectors)
    across = one["x"] < other["x"] + other["width"] and other["x"] < one["x"] + one["width"]
    return across and _is_beside(page, *selectors)


def test_a_choice_brings_the_map_of_what_it_finds(watched, house, tiles):
    with watched(DESKTOP, also=tiles.host) as page:
        page.goto("/fi/activities/map/")
        page.locator("[data-map] button").click()
        page.locator(".map-sign.several").wait_for()
        page.locator("#finder input[value=language]").evaluate("box => box.click()")
        page.locator(".map-sign.several").wait_for(state="detached")
        page.locator(".map-sign").wait_for()
        assert page.locator(".map-sign").get_attribute("aria-label") == "Kerho 0"
        assert "theme=" in page.url
