"""My activities in a browser: a volunteer on a small phone writes in Arabic, another one at a desk
in Finnish with the keyboard."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from activities.models import ActivityPage
from orgs.services import organisations
from tests.browser.axe import is_within_the_window, violations
from tests.browser.conftest import DESKTOP
from tests.factories import content, orgs

SMALL_PHONE = {"width": 360, "height": 740}
VOLUNTEER = "volunteer@example.org"


@pytest.fixture
def house(transactional_db, settings):
    settings.POLKU_SECOND_FACTOR_REQUIRED = False
    content.site_tree(["fi", "sv", "en", "ar", "so"])
    orgs.area("837")
    return organisations.found_organisation(
        name="Hooyo", slug="hooyo", kind="immigrant_association", language="ar"
    )


def sign_in(page, house, language: str) -> None:
    user = orgs.user(email=VOLUNTEER, language=language)
    organisations.add_member(organisation=house, user=user, role="publisher")
    page.goto("/account/login/")
    page.fill("[name=login]", VOLUNTEER)
    page.fill("[name=password]", orgs.PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/editor/activities/")


def is_whole(page) -> None:
    """Nothing is wider than the screen, and axe has nothing to say. Call it last: it changes the
    page's text."""
    wide = page.evaluate(
        "[...document.querySelectorAll('main *')]"
        ".filter(e => e.getBoundingClientRect().width > window.innerWidth)"
        ".map(e => e.outerHTML.slice(0, 80))"
    )
    assert wide == []
    assert is_within_the_window(page)
    assert violations(page) == []


def press(page, action: str) -> None:
    page.locator(f"button[name=action][value={action}]:visible").last.click()


def test_a_volunteer_publishes_a_weekly_cafe_from_a_phone_in_arabic(house, watched):
    first = timezone.localdate() + timedelta(days=7)
    with watched(SMALL_PHONE, language="ar") as page:
        sign_in(page, house, "ar")
        is_whole(page)
        page.goto("/editor/activities/new/")
        assert page.locator("html").get_attribute("dir") == "rtl"
        page.fill("[name=title]", "مقهى اللغة للنساء")
        page.fill("[name=summary]", "نتحدث الفنلندية معًا.")
        page.fill("[name=text]", "تعالي واشربي القهوة.\n\n- نتحدث\n- نلعب")
        page.fill("[name=times-0-first_date]", first.isoformat())
        page.fill("[name=times-0-starts]", "17:00")
        page.fill("[name=times-0-ends]", "19:00")
        assert not page.locator("[name=times-0-weekdays]").first.is_visible()
        page.select_option("[name=times-0-repeats]", "weekly")
        assert page.locator("[name=times-0-weekdays]").first.is_visible()
        page.locator(".time details summary").first.click()
        away = ", ".join(str(first + timedelta(days=days)) for days in (7, 14))
        page.fill("[name=times-0-excluded_dates]", away)
        page.fill("[name=venue]", "المكتبة")
        press(page, "save")
        page.wait_for_url(re.compile(r"/editor/activities/[0-9a-f-]{36}/$"))
        form = page.url
        assert page.locator("#said p").first.is_visible()
        is_whole(page)
        page.goto(f"{form}preview/")
        assert "مقهى اللغة للنساء" in page.locator("main h1").inner_text()
        is_whole(page)
        page.goto(form)
        press(page, "publish")
        page.wait_for_url("**/editor/activities/")
        is_whole(page)
    published = ActivityPage.objects.get()
    assert published.live
    assert published.language == "ar"
    assert len(published.schedules.get().excluded_dates) == 2


def test_at_a_desk_the_keyboard_is_enough_and_mistakes_are_led_to(house, watched):
    with watched(DESKTOP, language="fi") as page:
        sign_in(page, house, "fi")
        page.get_by_role("link", name=re.compile("ensimmäinen|first")).first.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/new/")
        page.select_option("[name=written_in]", "fi")
        # Enter in a field saves the draft, and what is missing is said
        page.press("[name=venue]", "Enter")
        page.wait_for_selector("[data-error-summary]")
        assert page.evaluate("document.activeElement.matches('[data-error-summary]')")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.name") == "title"
        page.keyboard.type("Kielikahvila")
        # one more time, without leaving the page
        page.locator("[data-add=times]").focus()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.name") == "times-1-shape"
        assert page.locator("[name=title]").input_value() == "Kielikahvila"
        is_whole(page)
        page.reload()
        # the language of the site changes with one choice, and is remembered
        page.goto("/editor/help/")
        page.locator(".language-switch summary").click()
        page.locator("button[name=language][value=so]").click()
        page.wait_for_load_state()
        assert page.locator("html").get_attribute("lang") == "so"
        is_whole(page)


def test_without_scripts_the_form_works(house, browser, live_server):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, house, "en")
    page.goto("/editor/activities/new/")
    page.fill("[name=title]", "Language café")
    page.locator("[data-add=times]").click()
    page.wait_for_load_state()
    assert page.locator("[name=title]").input_value() == "Language café"
    assert page.locator("[name=times-1-first_date]").is_visible()
    page.locator("button[name=action][value=publish]").click()
    page.wait_for_url("**/editor/activities/")
    assert ActivityPage.objects.get().live
    context.close()


def test_the_times_are_said_while_they_are_typed(house, watched):
    first = timezone.localdate() + timedelta(days=7)
    with watched(DESKTOP, language="en") as page:
        sign_in(page, house, "en")
        page.goto("/editor/activities/new/")
        told = page.locator("[aria-live] #said")
        assert told.inner_text() == ""
        page.fill("[name=times-0-first_date]", first.isoformat())
        page.fill("[name=times-0-starts]", "17:00")
        page.fill("[name=times-0-ends]", "19:00")
        told.get_by_text("17:00").wait_for()
        page.select_option("[name=times-0-repeats]", "weekly")
        told.get_by_text("Every").wait_for()
        # what the session's end answers is no sentence
        page.context.clear_cookies(name="polku_session")
        page.fill("[name=times-0-ends]", "20:00")
        told.wait_for(state="detached")
        assert page.locator("main h1").count() == 1


def test_the_page_of_the_organisation_is_written_by_keyboard_and_on_a_phone(house, watched):
    with watched(SMALL_PHONE, language="ar") as page:
        sign_in(page, house, "ar")
        page.locator("main a[href='/editor/our-page/']").press("Enter")
        page.wait_for_url("**/editor/our-page/**")
        assert page.locator("a[aria-current=page]").get_attribute("href") == "/editor/our-page/"
        page.locator("[name=intro]").focus()
        page.keyboard.type("نحن أمهات نساعد الأمهات.")
        page.locator("[name=contact-phone]").focus()
        page.keyboard.type("+358 40 123 4567")
        page.keyboard.press("Enter")
        page.locator(".messages").wait_for()
        assert not house.pages.get().live
        is_whole(page)
        page.goto("/editor/our-page/")
        press(page, "publish")
        page.locator(".messages").wait_for()
        is_whole(page)
    assert house.pages.get().live
