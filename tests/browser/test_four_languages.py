"""The language café in four languages: by hand, by machine and a person, and through a file. Its
time is changed, and all say it at once; its text is changed, and three are told to be outdated."""

import re
from datetime import time, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from translate.storage.xliff import xlifffile
from wagtail.models import Locale
from wagtail_localize.models import Translation

from activities.models import ActivityPage
from orgs.models import Role
from orgs.services import editing
from polku.content.translation.queries.standing import states_of
from polku.content.translation.states import State
from polku.content.translation.tasks import translate_by_machine
from tests.access.roles import add_second_factor
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_new_association import enter, is_whole
from tests.factories import activities, content, libretranslate, orgs
from tests.factories.jobs import run_waiting
from tests.factories.libretranslate import translated
from tests.translation.machine import configure

TITLE, SUMMARY, TEXT = "Kielikahvila", "Juttelemme suomeksi.", "Kahvia ja juttelua joka viikko."
SWEDISH = {
    TITLE: "Språkcafé",
    SUMMARY: "Vi pratar finska.",
    TEXT: "Kaffe och prat varje vecka.",
}
RUSSIAN = {
    TITLE: "Языковое кафе",
    SUMMARY: "Говорим по-фински.",
    TEXT: "Кофе и беседа каждую неделю.",
}
# How a person mends what the machine wrote.
ARABIC_TITLE = "مقهى اللغة"
TITLES = {"fi": TITLE, "sv": SWEDISH[TITLE], "ar": ARABIC_TITLE, "ru": RUSSIAN[TITLE]}
TRANSLATIONS = ("sv", "ar", "ru")


@pytest.fixture
def cafe(transactional_db, settings, tmp_path):
    content.site_tree(["fi", "sv", "ar", "ru"])
    house = orgs.organisation(name="Naapuritalo", slug="naapuritalo")
    page = activities.page(
        house,
        title=TITLE,
        slug="kielikahvila",
        summary=SUMMARY,
        body=[("paragraph", f"<p>{TEXT}</p>")],
        schedules=[activities.schedule(timezone.localdate() + timedelta(days=7))],
    )
    page.writer = orgs.member(house, Role.PUBLISHER, language="fi")
    add_second_factor(page.writer)
    editing.set_up(house)
    with libretranslate.running() as service:
        configure(
            settings,
            tmp_path,
            "words_a_month = 1000\n"
            f'[libretranslate]\nurl = "{service.url}"\nkey = "secret"\npairs = ["fi > ar"]\n',
        )
        yield page


def test_one_text_in_four_languages(cafe, watched, tmp_path):
    with watched(DESKTOP) as desk, watched(PHONE, language="ar") as phone:
        enter(desk, cafe.writer)
        send_to_translation(desk, cafe, *TRANSLATIONS)
        translate(desk, in_language(cafe, "sv"), SWEDISH)
        publish(desk)
        assert state(cafe, "sv") == State.UP_TO_DATE

        by_machine(desk, in_language(cafe, "ar"))
        assert state(cafe, "ar") == State.MACHINE
        address = in_language(cafe, "ar").get_url()
        phone.goto(address)
        note = phone.locator("main .notice.info", has=phone.locator("a[hreflang=fi]"))
        assert note.is_visible()
        is_whole(phone)
        check(desk, in_language(cafe, "ar"))
        assert state(cafe, "ar") == State.UP_TO_DATE
        phone.goto(address)
        assert ARABIC_TITLE in phone.locator("h1").inner_text()
        assert not note.count()

        by_file(desk, in_language(cafe, "ru"), RUSSIAN, tmp_path)
        assert state(cafe, "ru") == State.UP_TO_DATE

        change_the_time(desk, cafe, time(10, 30))
        for language, title in TITLES.items():
            phone.goto(in_language(cafe, language).get_url())
            assert title in phone.locator("h1").inner_text()
            assert re.search(r"10[.:]30", phone.locator("main").inner_text()), language
        assert {state(cafe, language) for language in TRANSLATIONS} == {State.UP_TO_DATE}

        change_the_text(desk, cafe, "Kahvia ja juttelua joka toinen viikko.")
        assert {state(cafe, language) for language in TRANSLATIONS} == {State.OUTDATED}
        desk.goto("/cms/translations/")
        assert desk.locator("td a.translations-state.outdated").count() == 3
        for language in TRANSLATIONS:
            phone.goto(in_language(cafe, language).get_url())
            assert phone.locator("main .notice.warn").is_visible(), language
        is_whole(phone)


# What people do


def send_to_translation(desk, page, *languages: str) -> None:
    desk.goto(f"/cms/localize/submit/page/{page.pk}/")
    for language in languages:
        key = Locale.objects.get(language_code=language).pk
        desk.check(f"[name=locales][value='{key}']")
    with desk.expect_navigation():
        desk.locator("main form [type=submit]").last.click()


def translate(desk, page, words: dict[str, str]) -> None:
    """In the translation editor, text by text."""
    desk.goto(f"/cms/pages/{page.pk}/edit/")
    for source, text in words.items():
        segment = desk.locator("li.complete, li.incomplete", has_text=source)
        segment.get_by_role("button").click()
        segment.locator("textarea, [contenteditable=true]").fill(text)
        segment.get_by_role("button").last.click()
        desk.locator("li.complete", has_text=text).wait_for()


def publish(desk) -> None:
    with desk.expect_navigation():
        desk.locator("[name=action][value=publish]").click()


def by_machine(desk, page) -> None:
    desk.goto(f"/cms/pages/{page.pk}/edit/")
    with desk.expect_navigation():
        desk.get_by_role("button", name=re.compile("LibreTranslate")).last.click()
    run_waiting(translate_by_machine)
    desk.reload()
    desk.locator("li.complete", has_text=translated(TITLE, "ar")).wait_for()
    publish(desk)


def check(desk, page) -> None:
    """The title is mended, the rest is right as it is."""
    translate(desk, page, {TITLE: ARABIC_TITLE})
    publish(desk)
    desk.goto("/cms/translations/")
    desk.locator("td a.translations-state.machine").click()
    with desk.expect_navigation():
        desk.locator("[name=action][value=check]").click()


def by_file(desk, page, words: dict[str, str], folder: Path) -> None:
    """Fetched, filled in by a translation program, and brought back."""
    key = Translation.objects.get(source__object_id=page.translation_key, target_locale=page.locale)
    desk.goto(f"/cms/translations/exchange/{key.pk}/")
    with desk.expect_download() as fetched:
        desk.locator("a[download][href*='xliff-1.2']").click()
    file = folder / fetched.value.suggested_filename
    fetched.value.save_as(file)
    store = xlifffile.parsefile(str(file))
    for unit in store.units:
        unit.settarget(words[unit.source])
        unit.markapproved(True)
    store.save()
    desk.set_input_files("main [type=file]", file)
    with desk.expect_navigation():
        desk.locator("main form[enctype] [type=submit]").click()
    for text in words.values():
        assert text in desk.locator("main").inner_text()
    with desk.expect_navigation():
        desk.locator("main form[action*=confirm] [type=submit]").click()
    publish(desk)


def change_the_time(desk, page, starts: time) -> None:
    desk.goto(f"/editor/activities/{page.translation_key}/")
    desk.fill("[name=times-0-starts]", f"{starts:%H:%M}")
    send(desk)


def change_the_text(desk, page, text: str) -> None:
    desk.goto(f"/editor/activities/{page.translation_key}/")
    desk.fill("[name=text]", text)
    send(desk)


def send(desk) -> None:
    with desk.expect_navigation():
        desk.locator("main .finish button[value=publish]").click()


# What holds then


def in_language(page, language: str) -> ActivityPage:
    return ActivityPage.objects.get(
        translation_key=page.translation_key, locale__language_code=language
    )


def state(page, language: str) -> State:
    return states_of(page)[language]
