"""Pages of errors, looked at."""

import pytest

from tests.browser.axe import is_within_the_window, violations
from tests.browser.conftest import PHONE
from tests.content.test_errors import LANGUAGES, TITLES, breaking
from tests.factories import content


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_can_be_read_and_left(transactional_db, watched, monkeypatch, language):
    content.site_tree([language, "en"])
    with watched(PHONE, language=language) as page:
        for status in TITLES:
            breaking(monkeypatch, status)
            assert page.goto(f"/{language}/news/").status == status
            assert is_within_the_window(page)
            assert violations(page) == [], status
            page.locator("main a.button").focus()
            page.keyboard.press("Enter")
            page.wait_for_url(f"**/{language}/")
