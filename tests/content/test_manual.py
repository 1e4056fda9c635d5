"""The manual for editors and translators, inside the editor's door."""

import pytest

from orgs.services import editing
from polku.content import manual
from tests.access.roles import add_second_factor, session_of
from tests.factories import content, orgs

LANGUAGES = ["fi", "sv", "en"]


@pytest.fixture
def editor(db, client, settings):
    content.site_tree()
    organisation = orgs.organisation()
    user = orgs.member(organisation, "editor")
    editing.set_up(organisation)
    add_second_factor(user)
    client.cookies[settings.SESSION_COOKIE_NAME] = session_of(user)
    return user


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_editor_reads_it_in_their_language(client, editor, language):
    editor.language = language
    editor.save()
    page = client.get("/cms/manual/")
    assert page.status_code == 200
    written = manual.read("editor", language)
    assert written.language == language
    assert written.html in page.content.decode()
    assert f'<div class="manual" lang="{language}"' in page.content.decode()


def test_it_is_in_english_where_it_is_not_translated(client, editor):
    editor.language = "ar"
    editor.save()
    assert '<div class="manual" lang="en"' in client.get("/cms/manual/").content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_translators_have_a_page_of_their_own(client, editor, language):
    editor.language = language
    editor.save()
    page = client.get("/cms/manual/translator/").content.decode()
    written = manual.read("translator", language)
    assert written.language == language
    assert written.html in page
    home = client.get("/cms/").content.decode()
    assert "/cms/manual/translator/" in home


@pytest.mark.parametrize("name", ["editor", "translator"])
def test_all_languages_have_the_same_parts(name):
    parts = {language: manual.read(name, language).html.count("<h2>") for language in LANGUAGES}
    assert len(set(parts.values())) == 1, parts


def test_the_menu_of_help_leads_to_it_and_to_no_other_host(client, editor):
    home = client.get("/cms/").content.decode()
    assert "/cms/manual/" in home
    assert "wagtail.org" not in home
