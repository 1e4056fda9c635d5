"""Without a network: what was read is there and says its age, and nothing else is kept."""

from contextlib import contextmanager
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from polku.content.visits import counting
from polku.content.visits.models import PageVisits
from tests.browser.axe import is_within_the_window, violations
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_new_association import enter
from tests.factories import activities, content, orgs, signups

# Everything that the device keeps, as kind → addresses.
KEPT = """async () => {
  const kept = {};
  for (const name of await caches.keys()) if (!name.startsWith("polku-files"))
    kept[name.slice(6)] = (await (await caches.open(name)).keys())
      .map(({url}) => url.slice(origin.length));
  return kept;
}"""
NOTE = "[data-offline='kept']"


@pytest.fixture
def cafe(transactional_db):
    content.site_tree(["fi", "en", "ar"])
    house = orgs.organisation("association", "Birch Association")
    return activities.page(house, language="ar", title="مقهى اللغة")


def _wait(page: Page, asked: str, *, arg=None) -> None:
    """Until what the device is asked holds: `wait_for_function` waits for no promise."""
    for _try in range(100):
        if page.evaluate(asked, arg):
            return
        page.wait_for_timeout(100)
    raise AssertionError(asked)


def _kept(page: Page, kind: str, address: str) -> None:
    """Wait until it is there."""
    _wait(
        page,
        """([kind, address]) =>
          caches.open(`polku-${kind}`).then(cache => cache.match(address)).then(Boolean)""",
        arg=[kind, address],
    )


def _read(page: Page, address: str, kind: str) -> None:
    page.goto(address)
    _kept(page, kind, address)


@contextmanager
def _offline(page: Page):
    page.context.set_offline(True)
    yield
    page.context.set_offline(False)


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_what_was_read_is_there_and_says_when_it_was_kept(watched, cafe, viewport):
    with watched(viewport, language="ar") as page:
        _read(page, "/ar/activities/?q=", "search")  # the first page of all: the worker comes after
        expect(page.locator(NOTE)).to_be_hidden()
        _read(page, cafe.url, "activity")
        _kept(page, "offline", "/ar/offline/")
        with _offline(page):
            for address in (cafe.url, "/ar/activities/?q="):
                page.goto(address)
                expect(page.locator("main")).to_contain_text(cafe.title)
                expect(page.locator(NOTE)).to_be_visible()
                assert page.locator(NOTE).locator("time").inner_text().count(":") == 1
                assert is_within_the_window(page)
            assert page.locator("html").get_attribute("dir") == "rtl"
            assert violations(page) == []
        page.reload()
        expect(page.locator(NOTE)).to_be_hidden()


def test_a_page_that_is_not_kept_says_so_in_the_readers_language_and_lists_what_is(watched, cafe):
    with watched(PHONE, language="ar") as page:
        _read(page, cafe.url, "activity")
        _kept(page, "offline", "/ar/offline/")
        with _offline(page):
            answer = page.goto("/ar/guidance/")
            assert answer.status == 503
            assert page.locator("html").get_attribute("lang") == "ar"
            expect(page.locator("[data-offline='missing']")).to_be_visible()
            expect(page.locator(NOTE)).to_be_hidden()
            page.get_by_role("main").get_by_role("link", name=cafe.title).focus()
            page.keyboard.press("Enter")
            expect(page.locator("h1")).to_have_text(cafe.title)
            expect(page.locator(NOTE)).to_be_visible()
            page.go_back()
            assert is_within_the_window(page)
            assert violations(page) == []
        page.go_back()


def test_the_saved_list_is_fetched_without_being_read(watched, cafe):
    with watched(PHONE, language="ar") as page:
        page.goto("/ar/")
        page.evaluate(
            """href => localStorage.setItem("polku.saved", JSON.stringify(
                 [{key: "1", title: "x", href, lang: "ar", added: ""}]))""",
            cafe.url,
        )
        page.reload()
        _kept(page, "saved", cafe.url)
        with _offline(page):
            page.goto(cafe.url)
            expect(page.locator("h1")).to_have_text(cafe.title)
        page.evaluate("localStorage.removeItem('polku.saved')")
        page.goto("/ar/")
        _wait(page, "caches.open('polku-saved').then(c => c.keys()).then(kept => !kept.length)")


def test_what_is_fetched_to_be_kept_is_no_visit(watched, cafe):
    counting.write()
    PageVisits.objects.all().delete()
    with watched(PHONE, language="ar") as page:
        _read(page, cafe.url, "activity")
        _kept(page, "offline", "/ar/offline/")
    counting.write()
    counted = [(row.path, row.number) for row in PageVisits.objects.all()]
    assert counted == [(unquote(cafe.url), 1)]


def test_only_the_last_search_is_kept(watched, cafe):
    with watched(PHONE, language="ar") as page:
        for asked in ("one", "two"):
            _read(page, f"/ar/activities/?q={asked}", "search")
        assert page.evaluate(KEPT)["search"] == ["/ar/activities/?q=two"]


def test_pages_of_staff_and_forms_are_never_kept(watched, cafe, without_second_factor):
    worker = orgs.member(orgs.organisation(name="Office"), "worker", language="fi")
    form = content.form_page(orgs.organisation(name="Elm"), language="ar")
    sign_up = signups.activity(orgs.organisation(name="Oak"), language="ar")
    with watched(DESKTOP, language="ar") as page:
        _read(page, cafe.url, "activity")
        page.goto(form.url)
        page.goto(f"/ar/sign-up/{sign_up.translation_key}/")
        enter(page, worker)
        page.goto("/desk/")
        page.goto("/account/email/")
        _read(page, "/ar/activities/", "search")
        kept = page.evaluate(KEPT)
        assert {address for addresses in kept.values() for address in addresses} == {
            *(cafe.url, "/ar/activities/", "/ar/offline/"),
            "/fi/offline/",  # where the sign-in leads to
        }


def test_switched_off_by_keyboard_it_removes_all_and_stays_off(watched, cafe):
    with watched(DESKTOP, language="ar") as page:
        _read(page, cafe.url, "activity")
        page.goto("/ar/offline/")
        expect(page.get_by_role("main").get_by_role("link", name=cafe.title)).to_be_visible()
        switch = page.get_by_role("switch")
        expect(switch).to_be_checked()
        switch.focus()
        page.keyboard.press("Space")
        expect(page.locator("[data-status]")).not_to_be_empty()
        expect(page.get_by_role("main").get_by_role("link", name=cafe.title)).to_have_count(0)
        assert page.evaluate("caches.keys()") == []
        assert page.evaluate("navigator.serviceWorker.getRegistrations().then(r => r.length)") == 0
        assert violations(page) == []
        page.goto(cafe.url)
        page.goto("/ar/offline/")
        expect(switch).not_to_be_checked()
        assert page.evaluate("caches.keys()") == []


def test_switched_off_and_on_again_it_keeps_what_is_read(watched, cafe):
    with watched(DESKTOP, language="ar") as page:
        _read(page, cafe.url, "activity")
        page.goto("/ar/offline/")
        for said in ("off", "on"):
            page.get_by_role("switch").press("Space")
            status = page.locator("[data-status]")
            expect(status).to_have_text(status.get_attribute(f"data-{said}"))
        _read(page, cafe.url, "activity")
        styles = page.locator("link[rel=stylesheet]").first.get_attribute("href")
        _wait(page, "href => caches.match(href).then(Boolean)", arg=styles)


def test_files_of_an_earlier_version_go_and_kept_pages_find_the_new_ones(watched, cafe):
    with watched(DESKTOP, language="ar") as page:
        page.goto("/ar/")
        page.evaluate("caches.open('polku-files-old')")
        _read(page, cafe.url, "activity")
        page.evaluate("navigator.serviceWorker.getRegistration().then(r => r.unregister())")
        page.goto("/ar/")
        _wait(page, "caches.has('polku-files-old').then(there => !there)")
        _wait(page, "Boolean(navigator.serviceWorker.controller)")
        with _offline(page):
            asked = "fetch('/static/polku/polku.0123456789ab.css').then(found => found.ok)"
            assert page.evaluate(asked)
