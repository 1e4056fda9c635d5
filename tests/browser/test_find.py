"""The opening sentence: a person who reads Somali, on an old phone, wants to know where to practise
Finnish on Thursday evening near home, whether children may come, and how to get in; by keyboard,
with a script and without."""

import re
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.browser.axe import is_within_the_window, violations
from tests.browser.conftest import DESKTOP, PHONE
from tests.factories import activities, content, orgs

SMALL = {"width": 320, "height": 640}
TITLES = {"so": "Makhaayadda luqadda", "ar": "مقهى اللغة"}
VIEWS = ["", "days/", "month/"]


@pytest.fixture
def house(transactional_db):
    content.site_tree()
    home = orgs.organisation("association", name="Birch Association")
    thursday = timezone.localdate() + timedelta(days=(3 - timezone.localdate().weekday()) % 7 + 7)
    here = {"municipality": orgs.area("837"), "venue": "Koivutalo", "street_address": "Koivukatu 1"}
    page = activities.page(
        home,
        title="Kielikahvila",
        languages=["fi", "so"],
        themes=["language"],
        child_care="come_along",
        step_free="yes",
        joining=["come"],
        schedules=[
            activities.schedule(thursday, starts="18:00", rrule="FREQ=WEEKLY;COUNT=20"),
        ],
        **here,
    )
    for language, title in TITLES.items():
        activities.translate(page, language, title=title, directions="Birch Street, door B.")
    activities.page(
        home,
        title="Aamukahvila",
        themes=["language"],
        schedules=[activities.schedule(thursday, starts="09:00")],
        **here,
    )
    activities.page(
        home,
        title="Muualla",
        themes=["language"],
        municipality=orgs.area("091"),
        schedules=[activities.schedule(thursday, starts="18:00")],
    )
    for code in ("de", "es", "et", "fa", "fr", "ru", "sv", "tr", "uk", "zh", "ckb"):
        activities.page(
            home,
            title=f"Puhutaan: {code}",
            languages=[code],
            schedules=[activities.schedule(thursday + timedelta(days=1))],
            municipality=orgs.area("091"),
        )
    return page


@contextmanager
def without_scripts(browser, live_server, language: str):
    context = browser.new_context(
        base_url=live_server.url, viewport=PHONE, locale=language, java_script_enabled=False
    )
    context.set_default_timeout(15_000)
    try:
        yield context.new_page()
    finally:
        context.close()


def press(page, element, key: str = "Enter") -> None:
    """As a person does who has only keys: the focus is there, then a key is pressed."""
    element.focus()
    page.keyboard.press(key)


def choose(page, panel: str, name: str, value: str) -> None:
    box = page.locator(f'input[name="{name}"][value="{value}"]')
    if not box.is_visible():
        press(page, page.locator(f"#panel-{panel} > summary"))
    if not box.is_visible():
        press(page, page.locator(f"#panel-{panel} .folded > summary").first)
    press(page, box, "Space")


def is_answered(page, title: str) -> None:
    """When, where, with children, and how to get in."""
    page.get_by_role("heading", level=1, name=title).wait_for()
    said = page.locator("main").inner_text()
    assert "18" in said and "20" in said
    assert "Koivukatu 1" in said
    assert "Birch Street, door B." in said
    assert page.locator("main a[href^='geo:'], main a[href*='Koivukatu'], main").count()


CHOICES = [
    ("language", "language", "so"),
    ("place", "municipality", "837"),
    ("when", "weekday", "thu"),
    ("when", "time", "evening"),
]


@pytest.mark.parametrize("language", ["so", "ar"])
def test_the_opening_sentence_with_a_script(house, watched, language):
    with watched(SMALL, language=language) as page:
        page.goto(f"/{language}/activities/")
        for panel, name, value in CHOICES:
            choose(page, panel, name, value)
            page.wait_for_url(re.compile(rf"[?&]{name}={value}"))
            box = page.locator(f'input[name="{name}"][value="{value}"]')
            # Nothing is put in place anew under the fingers: what is chosen keeps the focus.
            page.wait_for_function(
                "found => document.getElementById('announced').textContent.trim()"
                " === document.getElementById('found').textContent.trim()",
                arg=None,
            )
            assert box.is_checked() and box.is_visible()
            assert box.evaluate("box => box === document.activeElement")
        assert page.locator("#results article").count() == 1
        shared = page.url
        link = page.get_by_role("link", name=TITLES[language], exact=True)
        press(page, link)
        is_answered(page, TITLES[language])
        page.go_back()
        page.wait_for_url(shared)
        assert page.locator("#results article").count() == 1
        page.go_back()
        page.wait_for_url(re.compile(r"weekday=thu$"))
        page.locator("#results article").first.wait_for()
        assert not page.locator('input[name="time"][value="evening"]').is_checked()


@pytest.mark.parametrize("language", ["so", "ar"])
def test_the_opening_sentence_without_scripts(house, browser, live_server, language):
    with without_scripts(browser, live_server, language) as page:
        page.goto(f"/{language}/activities/")
        for panel, name, value in CHOICES:
            choose(page, panel, name, value)
        press(page, page.locator(".show-found button"))
        page.wait_for_url(re.compile(r"time=evening.*#results$"))
        assert page.locator("#results article").count() == 1
        press(page, page.get_by_role("link", name=TITLES[language], exact=True))
        is_answered(page, TITLES[language])


def test_a_chip_takes_its_choice_away_and_what_is_unfolded_stays(house, watched):
    with watched(PHONE) as page:
        page.goto("/fi/activities/")
        press(page, page.locator("#panel-when > summary"))
        choose(page, "language", "language", "so")
        page.wait_for_url(re.compile("language=so"))
        page.locator(".chips a").first.wait_for()
        assert page.locator("#panel-when").get_attribute("open") is not None
        press(page, page.locator(".chips a").first)
        page.wait_for_url(re.compile("/fi/activities/$"))
        assert page.locator(".chips").count() == 0


def test_the_answer_is_near_the_top_on_a_phone(house, watched):
    """However much is chosen, the form is folded to a few lines."""
    with watched(PHONE) as page:
        page.goto("/fi/activities/?language=so&municipality=837&weekday=thu&free=1")
        assert page.locator("#found").bounding_box()["y"] < PHONE["height"] * 0.85


@pytest.mark.parametrize("language", ["fi", "uk", "ar"])
def test_there_is_room_for_words_in_both_searches_of_a_phone(house, watched, language):
    with watched(SMALL, language=language) as page:
        page.goto(f"/{language}/activities/")
        for field in page.locator("input[type=search]").all():
            assert field.bounding_box()["width"] > 150


def test_what_must_be_mended_is_not_covered(house, watched):
    with watched(SMALL) as page:
        page.goto("/fi/activities/?age=x")
        error = page.locator(".field-error")
        for block in ("start", "center", "end"):
            assert error.evaluate(
                """(error, block) => {
                  error.scrollIntoView({block});
                  const {left, bottom} = error.getBoundingClientRect();
                  return error.contains(document.elementFromPoint(left + 30, bottom - 4));
                }""",
                block,
            )


def test_a_month_has_the_whole_width_of_a_desk(house, watched):
    with watched(DESKTOP) as page:
        page.goto("/fi/activities/")
        beside = page.locator("#results").bounding_box()
        page.goto("/fi/activities/month/")
        below = page.locator("#results").bounding_box()
        assert below["width"] > beside["width"] + 300
        assert page.locator(".month").bounding_box()["width"] == below["width"]


@pytest.mark.parametrize("viewport", [SMALL, DESKTOP], ids=["small", "desktop"])
@pytest.mark.parametrize("language", ["fi", "ar", "zh-hans"])
@pytest.mark.parametrize("view", VIEWS, ids=["list", "days", "month"])
@pytest.mark.parametrize(
    "asked", ["language=so&language=ckb", "weekday=sun&language=so&age=x"], ids=["some", "none"]
)
def test_every_view_can_be_used_by_everybody(house, watched, asked, view, language, viewport):
    with watched(viewport, language=language) as page:
        page.goto(f"/{language}/activities/{view}?{asked}")
        for panel in page.locator("main details:not([open]) > summary").all():
            if panel.is_visible():
                panel.click()
        assert is_within_the_window(page)
        assert violations(page) == []
