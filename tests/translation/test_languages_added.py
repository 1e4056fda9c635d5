"""A site adds a language that Polku has no interface for, by its settings alone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings as of_the_site
from django.core.management.sql import emit_post_migrate_signal
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail_localize.models import Translation

from activities.models import ActivityPage
from activities.queries import Filters, cards, find
from orgs.models import OrganisationPage
from orgs.services import editing
from polku.base import languages, locales
from polku.content.models import HomePage, NewsPage
from tests.factories import activities, content, orgs

ROOT = Path(__file__).resolve().parents[2]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]


@pytest.fixture
def pashto(settings) -> str:
    """Of right to left, without a catalogue of ours or of Django's."""
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [
        ("fi", "suomi"),
        ("en", "English"),
        ("ps", "پښتو"),
    ]
    settings.LANGUAGES_BIDI = ["ps"]
    locales.make_rows()
    return "ps"


def test_each_migration_of_the_database_makes_the_rows_of_new_languages(settings):
    assert not Locale.all_objects.filter(language_code="ku").exists()
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [("fi", "suomi"), ("ku", "Kurdî")]
    for _time in range(2):
        emit_post_migrate_signal(verbosity=0, interactive=False, db="default", apps=apps)
    assert Locale.objects.get(language_code="ku").get_display_name() == "Kurdî"


def test_every_language_of_the_settings_has_its_row():
    assert set(Locale.objects.values_list("language_code", flat=True)) == {*languages.offered()}


def test_its_pages_are_served_in_its_direction_with_the_words_of_the_first_language(client, pashto):
    content.site_tree(["fi", "ps"])
    activities.page(language="ps", title="د ژبې کافي", slug="kafi", venue="Kirjasto")
    (card,) = cards(find(Filters(), "ps"), "ps")
    assert (card.lang, card.dir, card.is_fallback) == ("ps", "rtl", False)
    shown = client.get(card.url)
    assert shown.status_code == 200
    assert '<html lang="ps" dir="rtl"' in shown.content.decode()
    assert "د ژبې کافي" in shown.content.decode()
    assert "پښتو" in client.get("/fi/").content.decode()


def test_what_is_missing_in_it_falls_back_visibly(client, pashto):
    content.site_tree(["fi"])
    page = activities.page(title="Kielikahvila", slug="kielikahvila")
    shown = client.get(languages.below(page.get_url(), "fi", "ps"))
    assert shown.status_code == 200
    assert "Kielikahvila" in shown.content.decode()
    assert 'lang="fi"' in shown.content.decode()


def test_the_first_translation_into_it_makes_the_pages_above_with_their_rights(
    client, pashto, django_capture_on_commit_callbacks
):
    """By the admin's own views: the organisation's page waits for its translator, nobody sees it,
    and the editor of the original is at home there."""
    content.site_tree(["fi"])
    house = orgs.organisation()
    editing.set_up(house)
    page = activities.page(house, title="Kielikahvila")
    editor = orgs.member(house, "publisher", language="en")
    editing.follow_membership(editor, house)
    client.force_login(editor)
    target = Locale.objects.get(language_code="ps")
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"/cms/localize/submit/page/{page.pk}/", {"locales": [target.pk]})
    translated = ActivityPage.objects.get(translation_key=page.translation_key, locale=target)
    assert answer.url == f"/cms/pages/{translated.pk}/edit/"
    assert not translated.live
    above = OrganisationPage.objects.get(organisation=house, locale=target)
    assert (above.live, above.alias_of_id) == (False, None)
    assert translated.is_child_of(above)
    home = HomePage.objects.get(locale=target)
    assert home.language == "fi"
    assert client.get(f"/cms/pages/{translated.pk}/edit/").status_code == 200
    assert translated.permissions_for_user(editor).can_publish()
    assert set(
        GroupPagePermission.objects.filter(page=above.pk).values_list("group", flat=True)
    ) == {
        house.editors_id,
        house.publishers_id,
    }
    assert not any(Page.find_problems())


def test_news_of_the_site_translated_into_it_is_read_there(
    client, pashto, django_capture_on_commit_callbacks
):
    page = content.news_page(title="Uutinen", summary="Uutta")
    client.force_login(orgs.site_editor(language="en"))
    target = Locale.objects.get(language_code="ps")
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/cms/localize/submit/page/{page.pk}/", {"locales": [target.pk]})
        client.post(
            f"/cms/pages/{NewsPage.objects.get(locale=target).pk}/edit/", {"action": "publish"}
        )
    translated = NewsPage.objects.get(locale=target)
    assert translated.live
    assert Translation.objects.get(target_locale=target, source__object_id=page.translation_key)
    assert client.get(translated.get_url()).status_code == 200
    assert client.get("/ps/").status_code == 200
    assert not any(Page.find_problems())


@pytest.mark.parametrize(
    ("setting", "code", "output"),
    [
        ("fi,ps", 0, "پښتو rtl\n"),
        ("fi,tlh", 1, "POLKU_LANGUAGES names tlh"),
    ],
)
def test_the_setting_of_the_environment_is_what_counts(setting, code, output, tmp_path):
    said = (
        "from django.conf import settings; from polku.base import languages as l; import django;"
        "django.setup(); print(*[l.own_name(c) + ' ' + l.direction(c) for c in l.offered()][1:])"
    )
    done = subprocess.run(
        [sys.executable, "-c", said],
        env={
            **os.environ,
            "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}",
            "PYTHONIOENCODING": "utf-8",
            "DJANGO_SETTINGS_MODULE": "polku.settings",
            "POLKU_LANGUAGES": setting,
        },
        capture_output=True,
        text=True,
    )
    assert done.returncode == code, done.stderr
    assert output in done.stdout + done.stderr


def test_a_site_may_bring_its_own_catalogue():
    assert of_the_site.VAR / "locale" in of_the_site.LOCALE_PATHS
