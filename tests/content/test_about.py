"""Pages about the site itself: at the foot of every page, and drafted for a new site."""

import re

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from polku.content import texts
from polku.content.models import AboutPage
from polku.content.services import about
from tests.factories import content

LANGUAGES = ["fi", "sv", "en", "ar", "so"]
pytestmark = pytest.mark.django_db


def _foot(client, address: str) -> list[tuple[str, str, str]]:
    """Address, language and words of the links about the site."""
    page = client.get(address).content.decode()
    foot = page.partition('<footer class="site-footer"')[2]
    nav = re.search(r"<nav aria-label=.*?</nav>", foot, re.DOTALL)
    return re.findall(r'<a href="([^"]*)" lang="([^"]*)">([^<]*)</a>', nav[0]) if nav else []


def test_they_stand_at_the_foot_of_every_page_and_not_in_the_menu(client):
    homes = content.site_tree(["fi", "sv", "ar"])
    page = content.below(homes["fi"], AboutPage, title="Seloste", slug="seloste")
    content.below(
        homes["sv"],
        AboutPage,
        language="sv",
        title="Utlåtande",
        slug="utlatande",
        translation_key=page.translation_key,
    )
    content.below(homes["fi"], AboutPage, title="Luonnos", live=False)
    assert _foot(client, "/fi/activities/") == [("/fi/seloste/", "fi", "Seloste")]
    assert _foot(client, "/sv/activities/") == [("/sv/utlatande/", "sv", "Utlåtande")]
    # Nearer to a reader of Arabic than none.
    assert _foot(client, "/ar/activities/") == [("/ar/seloste/", "fi", "Seloste")]
    header = client.get("/fi/").content.decode().partition("</header>")[0]
    assert "Seloste" not in header


def test_a_site_without_them_has_no_empty_list(client):
    content.site_tree(["fi"])
    assert _foot(client, "/fi/") == []


def test_a_new_site_gets_drafts_that_name_who_runs_it(client, settings):
    settings.POLKU_SIGN_UPS_KEPT_DAYS = 45
    content.site_tree(["fi", "en", "uk"])
    call_command("begin_about_pages", "Lintukoto ry", "apua@lintukoto.example")
    made = AboutPage.objects.all()
    assert not any(page.live for page in made)
    assert sorted((page.slug, page.locale.language_code) for page in made) == [
        ("accessibility", "en"),
        ("accessibility", "fi"),
        ("what-is-kept", "en"),
        ("what-is-kept", "fi"),
    ]
    assert len({page.translation_key for page in made}) == 2
    assert not any(Page.find_problems())

    for page in made:
        page.get_latest_revision().publish()
    statement = client.get("/fi/accessibility/").content.decode()
    for words in ("Lintukoto ry", "apua@lintukoto.example", "306/2019", "Traficom"):
        assert words in statement
    assert "{" not in re.sub(r"<script.*?</script>", "", statement, flags=re.DOTALL)
    kept = client.get("/en/what-is-kept/").content.decode()
    assert "deleted 45 days after" in kept


def test_what_editors_made_of_them_stays(client):
    content.site_tree(["fi"])
    call_command("begin_about_pages", "Lintukoto ry", "apua@lintukoto.example")
    AboutPage.objects.filter(slug="accessibility").update(title="Our own words")
    content.site_tree(["fi", "en"])
    call_command("begin_about_pages", "Lintukoto ry", "apua@lintukoto.example")
    found = AboutPage.objects.filter(slug="accessibility").order_by("pk")
    assert [page.title for page in found] == ["Our own words", "Accessibility statement"]
    assert len({page.translation_key for page in found}) == 1


def test_what_cannot_be_is_said_in_a_sentence():
    with pytest.raises(CommandError, match="home page first"):
        call_command("begin_about_pages", "Lintukoto ry", "apua@lintukoto.example")
    with pytest.raises(CommandError, match="no e-mail address"):
        call_command("begin_about_pages", "Lintukoto ry", "lintukoto")


@pytest.mark.parametrize("name", about.TEXTS.values())
def test_all_languages_say_the_same_parts_and_leave_the_same_gaps(name):
    written = {language: texts.read(name, language) for language in LANGUAGES}
    assert {language: text.language for language, text in written.items()} == {
        language: language for language in LANGUAGES
    }
    shapes = {
        language: (
            [kind for kind, _value in texts.blocks(text.markdown)],
            text.markdown.count("\n- "),
            sorted(re.findall(r"{\w+}", text.markdown)),
        )
        for language, text in written.items()
    }
    assert {language for language in LANGUAGES if shapes[language] != shapes["en"]} == set()
