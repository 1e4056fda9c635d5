"""Somebody takes activities along on paper."""

import pytest

from activities.handouts.models import Handout
from tests.browser.axe import is_within_the_window, violations
from tests.browser.conftest import DESKTOP
from tests.factories import activities, content, orgs

NARROW = {"width": 320, "height": 640}


@pytest.fixture
def activity(transactional_db):
    content.site_tree(["fi", "en", "ar"])
    house = orgs.organisation(name="Naapuritalo")
    page = activities.page(
        house, title="Kahvila", joining=["phone"], contact_phone="+358 9 5555 100"
    )
    activities.translate(page, "ar", title="مقهى")
    return page


@pytest.mark.parametrize("viewport", [NARROW, DESKTOP], ids=["narrow", "desktop"])
@pytest.mark.parametrize("language", ["fi", "ar"])
def test_everybody_can_wait_and_print_from_the_browser(watched, activity, language, viewport):
    with watched(viewport, language=language) as page:
        page.goto(f"/{language}/handout/activity/{activity.translation_key}/?as=page")
        assert is_within_the_window(page)
        assert page.locator("[data-print]").is_visible()
        assert violations(page) == []
        # The wait is over in this case, so that the page stays.
        page.goto(f"/{language}/handout/")
        Handout.objects.update(status="failed")
        page.reload()
        assert is_within_the_window(page)
        assert violations(page) == []


def test_the_page_that_waits_brings_the_file_by_itself(browser, live_server, activity, monkeypatch):
    """Without a script."""

    def is_the_file(answer):
        return answer.status == 200 and answer.headers["content-type"] == "application/pdf"

    context = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, accept_downloads=True
    )
    page = context.new_page()
    page.goto("/fi/activities/")
    page.locator("a[href$='/handout/']").click()
    assert page.locator("main h1").is_visible()
    with page.expect_response(is_the_file, timeout=20_000):
        Handout.objects.update(status="ready", file=b"%PDF-1.7")
    context.close()
