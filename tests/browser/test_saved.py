"""Somebody keeps activities on a device, looks at them, shares them, and lets them go."""

import json

import pytest

from tests.browser.axe import is_within_the_window, violations
from tests.browser.conftest import DESKTOP, PHONE
from tests.factories import activities, content, orgs

NARROW = {"width": 320, "height": 640}


@pytest.fixture
def three(transactional_db):
    """Three activities on consecutive evenings, in Finnish and Arabic."""
    content.site_tree(["fi", "en", "ar"])
    house = orgs.organisation(name="Naapuritalo")
    pages = []
    for number, title in enumerate(("Kahvila", "Kurssi", "Kerho")):
        times = [activities.schedule(starts=f"{15 + number}:00")]
        pages.append(activities.page(house, title=title, schedules=times))
        activities.translate(pages[-1], "ar", title=f"مقهى {number}")
    return pages


def kept(page) -> list[dict]:
    return json.loads(page.evaluate("localStorage.getItem('polku.saved')") or "[]")


def test_activities_are_kept_and_let_go_by_keyboard(watched, three):
    with watched(DESKTOP) as page:
        sent = []
        page.on("request", lambda request: sent.append(request.url))
        page.goto("/fi/activities/")
        buttons = page.locator("main button[data-save]")
        link = page.locator("[data-saved-link]")
        buttons.nth(1).focus()
        page.keyboard.press("Enter")
        assert buttons.nth(1).get_attribute("aria-pressed") == "true"
        assert link.inner_text().split()[-1] == "(1)"
        buttons.nth(0).focus()
        page.keyboard.press("Space")
        buttons.nth(1).focus()
        page.keyboard.press("Enter")
        assert buttons.nth(1).get_attribute("aria-pressed") == "false"
        assert [one["title"] for one in kept(page)] == ["Kahvila"]
        assert kept(page)[0].keys() == {"key", "title", "href", "lang", "added"}
        assert kept(page)[0]["href"] == three[0].url
        page.goto(three[0].url)
        assert page.locator("main button[data-save]").get_attribute("aria-pressed") == "true"
        assert page.context.cookies() == []
        assert [url for url in sent if str(three[0].translation_key) in url] == []


def keep(page, number: int, language: str = "fi") -> None:
    page.goto(f"/{language}/activities/")
    for place in range(number):
        page.locator("main button[data-save]").nth(place).click()


def test_the_list_on_the_device_asks_the_site_for_nothing(watched, three):
    with watched(DESKTOP) as page:
        keep(page, 3)
        page.goto("/ar/saved/")
        sent = []
        page.on("request", lambda request: sent.append(request.url))
        rows = page.locator("[data-saved-rows] li")
        assert rows.locator("a").all_inner_texts() == ["Kahvila", "Kurssi", "Kerho"]
        assert rows.locator("a").first.get_attribute("lang") == "fi"
        assert not page.locator("[data-saved-without]").is_visible()

        rows.nth(0).get_by_role("button").focus()
        page.keyboard.press("Enter")
        assert rows.locator("a").all_inner_texts() == ["Kurssi", "Kerho"]
        assert page.evaluate("document.activeElement.closest('li').innerText").startswith("Kurssi")
        page.locator("[data-saved-status] button").click()
        assert rows.count() == 3

        page.locator("[data-saved-empty]").click()
        assert kept(page) == []
        assert page.locator("[data-saved-none]").is_visible()
        page.locator("[data-saved-status] button").click()
        assert len(kept(page)) == 3
        assert [url for url in sent if "/static/" not in url] == []


def test_a_list_goes_by_its_address_to_another_device(watched, three):
    with watched(PHONE) as page:
        keep(page, 2)
        page.goto("/fi/saved/")
        page.locator("[data-saved-open]").click()
        page.wait_for_url("**/saved/?a=*")
        address = page.locator("#saved-address").input_value()
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.locator("[data-copy]").click()
        page.wait_for_function("document.querySelector('[data-saved-status]').innerText !== ''")
        assert page.evaluate("navigator.clipboard.readText()") == address
    with watched(PHONE) as page:
        page.goto(address)
        assert kept(page) == []
        page.locator("[data-saved-keep]").click()
        assert [one["title"] for one in kept(page)] == ["Kahvila", "Kurssi"]
        assert page.locator("[data-saved-link]").inner_text().split()[-1] == "(2)"


def test_a_device_that_keeps_nothing_says_so(watched, three):
    with watched(PHONE) as page:
        page.add_init_script(
            "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})"
        )
        page.goto("/fi/activities/")
        button = page.locator("main button[data-save]").first
        button.click()
        assert button.get_attribute("aria-pressed") == "false"
        assert page.get_by_role("alert").is_visible()
        page.goto("/fi/saved/")
        assert page.locator("[data-saved-cannot]").is_visible()
        assert not page.locator("[data-saved-here]").is_visible()


def test_a_full_list_takes_no_more(watched, three):
    with watched(PHONE) as page:
        page.goto("/fi/activities/")
        page.evaluate(
            """localStorage.setItem("polku.saved", JSON.stringify([...Array(60).keys()].map(
                 number => ({key: `${number}`, title: "x", href: "/"}))))"""
        )
        page.locator("main button[data-save]").first.click()
        assert page.get_by_role("alert").is_visible()
        assert len(kept(page)) == 60


def test_an_address_of_another_site_on_the_list_leads_nowhere_else(watched, three):
    with watched(PHONE) as page:
        page.goto("/fi/saved/")
        page.evaluate(
            """localStorage.setItem("polku.saved", JSON.stringify(
                 ["//other.example/x", "javascript:alert(1)", "/fi/"].map(
                   (href, number) => ({key: `${number}`, title: "x", href}))))"""
        )
        page.reload()
        links = page.locator("[data-saved-rows] a")
        own = page.evaluate("location.origin")
        assert [link.evaluate("one => one.href") for link in links.all()] == [
            f"{own}/other.example/x",
            f"{own}/",
            f"{own}/fi/",
        ]


@pytest.mark.parametrize("viewport", [NARROW, DESKTOP], ids=["narrow", "desktop"])
@pytest.mark.parametrize("language", ["fi", "ar"])
def test_everybody_can_use_the_saved_list(watched, three, language, viewport):
    with watched(viewport, language=language) as page:
        page.goto(f"/{language}/saved/")
        assert violations(page) == []
        keep(page, 2, language)
        assert is_within_the_window(page)
        page.goto(f"/{language}/saved/")
        assert is_within_the_window(page)
        by_link = page.locator("[data-saved-open]").get_attribute("href")
        assert violations(page) == []
        page.goto(by_link)
        assert is_within_the_window(page)
        assert violations(page) == []


def test_without_a_script_the_page_explains_and_a_link_works(browser, live_server, three):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/en/saved/")
    assert page.locator("[data-saved-without]").is_visible()
    assert not page.locator("[data-saved-here]").is_visible()
    page.goto(f"/en/saved/?a={three[1].translation_key}")
    assert page.locator("article h3").all_inner_texts() == ["Kurssi"]
    assert page.locator("#saved-address").input_value() == page.url
    assert page.locator("main button:visible").count() == 0
    context.close()
