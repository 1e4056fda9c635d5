"""The link of a review mail in a browser: without signing in, on a phone, from right to left."""

import pytest

from activities.models import ActivityPage
from polku.content.upkeep.models import Review
from polku.content.upkeep.services import review_links
from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP, PHONE
from tests.factories import activities


@pytest.fixture
def link(live_server):
    """The path of a new link for a page, behind the language."""
    page = activities.page(title="Kielikahvila")
    return f"review/{review_links.make(Review.objects.get(page=page))}/"


@pytest.mark.parametrize(
    ("language", "viewport"), [("ar", PHONE), ("fi", DESKTOP)], ids=["ar phone", "fi desktop"]
)
def test_still_right_is_one_press_of_a_key(watched, link, language, viewport):
    before = Review.objects.get().checked_at
    with watched(viewport, language=language) as page:
        page.goto(f"/{language}/{link}")
        assert violations(page) == []
        page.focus("button[value=right]")
        page.keyboard.press("Enter")
        page.wait_for_selector("button[value=right]", state="detached")
        assert "Kielikahvila" in page.inner_text("main")
        assert violations(page) == []
    assert Review.objects.get().checked_at > before


def test_what_has_ended_is_asked_once_more(watched, link):
    with watched(PHONE) as page:
        page.goto(f"/fi/{link}")
        page.click("a[href='?end']")
        assert ActivityPage.objects.get().live
        page.click("button[value=ended]")
        page.wait_for_selector("button[value=ended]", state="detached")
        assert not ActivityPage.objects.get().live
        page.goto(f"/fi/{link}")
        assert page.locator("button[name=answer]").count() == 0
        assert violations(page) == []
