import pytest

from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP, PHONE
from tests.factories import content


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("language", ["fi", "ar"])
def test_home(watched, language, viewport):
    content.site_tree()
    with watched(viewport) as page:
        page.goto(f"/{language}/")
        assert page.locator("html").get_attribute("lang") == language
        assert violations(page) == []
