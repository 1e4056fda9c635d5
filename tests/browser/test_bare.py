"""The public site with neither styles nor scripts: an old phone, a reader, a bad network."""

from itertools import pairwise

import pytest

from tests.browser.conftest import PHONE
from tests.browser.test_public_pages import KINDS, made
from tests.factories import activities, content, orgs, signups

VIEWS = ("home", "list", "activity", "organisation", "saved", "offline", "sign-up", *KINDS)
# What is hidden until a script has a use for it says by which mark the script finds it.
HIDDEN = """() => [...document.body.querySelectorAll("[hidden]")]
  .filter(each => !each.getAttributeNames().some(name => name.startsWith("data-")))
  .map(each => each.outerHTML.slice(0, 200))"""
HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
  .filter(each => !each.closest("[hidden]")).map(each => Number(each.tagName[1]))"""
# Landmarks and what comes before them, in the order in which a page is read.
ORDER = """() => [...document.querySelectorAll(
    "body > a[href='#main'], body > header, body > header nav, body > main, body > footer")]
  .map(each => each.tagName.toLowerCase())"""
FORMS = """() => [...document.forms].filter(form => !form.closest("[hidden]")
    && ![...form.elements].some(each => each.type === "submit" && !each.closest("[hidden]")))
  .map(form => form.outerHTML.slice(0, 200))"""


def bare(watched):
    return watched(PHONE, java_script_enabled=False)


def without_styles(page) -> None:
    page.route("**/*.css", lambda route: route.abort())


def _address(view: str) -> str:
    if view in KINDS:
        return made(view, "fi")
    content.site_tree(["fi", "en"])
    house = orgs.organisation("association", "Birch Association")
    match view:
        case "home":
            return "/fi/"
        case "list":
            activities.page(house)
            return "/fi/activities/"
        case "activity":
            return activities.page(house).url
        case "organisation":
            activities.page(house)
            return content.organisation_page(house).url
        case "sign-up":
            return f"/fi/sign-up/{signups.activity(house).translation_key}/"
    return f"/fi/{view}/"


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_whole_without_styles_and_scripts(transactional_db, watched, view):
    address = _address(view)
    with bare(watched) as page:
        without_styles(page)
        page.goto(address)
        assert page.evaluate("getComputedStyle(document.body).display") == "block"
        order = page.evaluate(ORDER)
        assert [order[0], order[1], *order[-2:]] == ["a", "header", "main", "footer"]
        assert "nav" in order
        levels = page.evaluate(HEADINGS)
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        assert page.evaluate(HIDDEN) == []
        assert page.evaluate(FORMS) == []
        page.keyboard.press("Tab")
        assert page.locator(":focus").get_attribute("href") == "#main"


def test_from_a_search_to_a_place_without_styles_and_scripts(transactional_db, watched):
    content.site_tree(["fi", "en"])
    signups.activity(orgs.organisation(), language="fi", title="Kielikahvila")
    with bare(watched) as page:
        without_styles(page)
        page.goto("/fi/activities/")
        page.locator("main input[name=q]").fill("kielikahvila")
        page.keyboard.press("Enter")
        page.get_by_role("link", name="Kielikahvila", exact=True).press("Enter")
        page.locator("main a[href*='/sign-up/']").first.press("Enter")
        assert page.locator("main form[method=post]").count() == 1
