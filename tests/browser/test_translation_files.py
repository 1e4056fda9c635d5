"""A page sent to a translator and taken back in, in the admin: what is shown before it is saved."""

import pytest
from django.conf import settings
from wagtail_localize.models import StringTranslation

from polku.content.translation.exchange import formats
from tests.access.roles import add_second_factor, session_of
from tests.browser.axe import is_within_the_window
from tests.browser.conftest import DESKTOP, PHONE
from tests.translation.machine import found


@pytest.fixture
def house(live_server):
    return found(("en", "ar"))


def enter(page, user, language: str) -> None:
    """As if signed in: how that is done in a browser, test_sign_in tells."""
    user.language = language
    user.save()
    add_second_factor(user)
    page.goto(f"/{language}/")
    page.context.add_cookies(
        [
            {
                "name": settings.SESSION_COOKIE_NAME,
                "value": session_of(user),
                "url": page.evaluate("location.origin"),
            }
        ]
    )


@pytest.mark.parametrize(
    ("language", "viewport"), [("ar", PHONE), ("fi", DESKTOP)], ids=["ar phone", "fi desktop"]
)
def test_a_file_goes_out_and_comes_back_compared_before_it_is_saved(
    watched, house, tmp_path, language, viewport
):
    with watched(viewport, language=language) as page:
        enter(page, house.editor, language)
        page.goto(f"/cms/pages/{house.page().pk}/edit/")
        page.click("#translation-files a")
        assert is_within_the_window(page)
        with page.expect_download() as download:
            page.click("a[href$='/xliff-1.2/']")
        sent = tmp_path / download.value.suggested_filename
        download.value.save_as(sent)
        assert sent.name == "language-cafe-ar.xlf"

        (document,) = formats.read(sent.read_bytes())
        title = document.segments[0].source
        filled = sent.read_text().replace(
            f"<source>{title}</source>",
            f'<source>{title}</source><target state="translated">مقهى اللغة</target>',
        )
        sent.write_text(filled)
        page.set_input_files("#translation-file", sent)
        page.locator("form:has(#translation-file) button[type=submit]").click()
        cell = page.locator("td[lang=ar]", has_text="مقهى اللغة")
        cell.wait_for()
        assert cell.get_attribute("dir") == "rtl"
        assert is_within_the_window(page)
        assert not StringTranslation.objects.exists()
        page.locator("form:has([name=offered]) button[type=submit]").click()
        page.wait_for_url(f"**/pages/{house.page().pk}/edit/")
        assert StringTranslation.objects.get().data == "مقهى اللغة"


def test_what_is_written_is_marked_with_the_language_of_its_page(watched, house):
    """The admin is in Finnish: a reader of screens must be told of Arabic words in it."""
    with watched(DESKTOP) as page:
        enter(page, house.editor, "fi")
        page.goto(f"/cms/pages/{house.page('en').pk}/edit/")
        assert page.locator("[name=title]").get_attribute("lang") == "en"
        box = page.locator("[data-streamfield-child] [contenteditable=true]").first
        page.wait_for_function("box => box.lang", arg=box.element_handle())
        assert (box.get_attribute("lang"), box.get_attribute("dir")) == ("en", "ltr")


def test_what_is_translated_is_marked_with_the_language_of_the_translation(watched, house):
    with watched(DESKTOP) as page:
        enter(page, house.editor, "fi")
        page.goto(f"/cms/pages/{house.page('ar').pk}/edit/")
        page.locator(".js-translation-editor button", has_text="Muokkaa").first.click()
        box = page.locator(".js-translation-editor textarea").first
        assert (box.get_attribute("lang"), box.get_attribute("dir")) == ("ar", "rtl")
