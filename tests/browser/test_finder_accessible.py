"""What a resident finds activities with can be used by everybody: on the narrowest phone in the
dark, on a desktop in the light, with and without a result, in three scripts."""

import pytest

from tests.browser.axe import is_within_the_window, violations
from tests.browser.conftest import DESKTOP
from tests.factories import activities, content, orgs

NARROW = {"width": 320, "height": 640}
TITLES = {"ar": "مقهى اللغة", "zh-hans": "语言咖啡馆"}
# What each page is, and something that only stands there when it is that.
PAGES = [
    ("activities/", "#results article"),
    ("activities/?q=lukkupirri", "#results .empty a"),
    ("activities/?language=so&theme=work", "#results .ways a"),
    ("activities/days/", "#results .day article"),
    ("activities/month/", "table.month"),
    ("search/", "#site-search"),
    ("search/?q=kielikahvila", "#found-activities"),
    ("search/?q=lukkupirri", ".notice a"),
    ("search/?q=xqzzyw", ".empty + .search-sections a"),
    ("saved/", "[data-saved-none]"),
    ("offline/", "[data-on-device]"),
]


@pytest.fixture
def cafe(transactional_db):
    content.site_tree(["fi", "en", "ar", "zh-hans"])
    house = orgs.organisation("association", name="Birch Association")
    cafe = activities.page(
        house,
        title="Kielikahvila",
        languages=["fi", "so"],
        themes=["language"],
        schedules=[activities.schedule(rrule="FREQ=WEEKLY;COUNT=8")],
    )
    for language, title in TITLES.items():
        activities.translate(cafe, language, title=title)
    activities.page(house, title="Lukupiiri", themes=["work"], schedules=[activities.schedule()])
    return cafe


@pytest.mark.parametrize(
    "viewport,scheme", [(NARROW, "dark"), (DESKTOP, "light")], ids=["narrow", "desktop"]
)
@pytest.mark.parametrize("language", ["fi", "ar", "zh-hans"])
def test_everybody_can_use_what_activities_are_found_with(
    cafe, watched, language, viewport, scheme
):
    with watched(viewport, language=language, color_scheme=scheme) as page:
        for address, mark in PAGES:
            page.goto(f"/{language}/{address}")
            page.locator(mark).first.wait_for()
            assert is_within_the_window(page), address
            assert (address, violations(page)) == (address, [])
