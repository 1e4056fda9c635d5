"""A page says in which language it is, leads to its other languages, and shows its contents."""

import re

import pytest
from django.urls import reverse, translate_url
from django.utils import translation
from wagtail.models import Locale

from polku.base import languages
from polku.content.models import GuidePage
from tests.factories import content

pytestmark = pytest.mark.django_db


def _page(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def _html_tag(text: str) -> str:
    return re.search(r"<html[^>]*>", text)[0]


def _switcher(text: str) -> dict[str, dict[str, str]]:
    """The attributes of each link of the page's language menu, by language."""
    menu = re.search(r'<ul class="languages">.*?</ul>', text, re.DOTALL)[0]
    links = [dict(re.findall(r'([\w-]+)="([^"]*)"', tag)) for tag in re.findall(r"<a[^>]*>", menu)]
    return {link["lang"]: link for link in links}


# Language and direction


@pytest.mark.parametrize(
    ("language", "direction"), [("fi", "ltr"), ("ar", "rtl"), ("fa", "rtl"), ("zh-hans", "ltr")]
)
def test_language_and_direction_are_those_of_the_page(client, language, direction):
    content.site_tree(["fi", language])
    content.guide_page(language, title="Asuminen", slug="asuminen")
    tag = _html_tag(_page(client, f"/{language}/asuminen/"))
    assert tag == f'<html lang="{language}" dir="{direction}">'


def test_a_text_that_is_not_translated_says_in_which_language_it_is(client):
    """At an Arabic address, while there is no Arabic page, stands the Finnish text, marked so."""
    homes = content.site_tree(["fi", "ar"])
    homes["ar"].unpublish()
    content.guide_page("fi", title="Asuminen", slug="asuminen")
    for address in ("/ar/", "/ar/asuminen/"):
        text = _page(client, address)
        assert re.search(r'<h1[^>]* lang="fi" dir="ltr">', text)
        # What is around it is for the reader of Arabic.
        assert _html_tag(text) == '<html lang="ar" dir="rtl">'


def test_an_alias_is_marked_with_the_language_of_its_source(client):
    homes = content.site_tree(["fi", "ar"])
    page = content.guide_page("fi", title="Asuminen", slug="asuminen")
    page.create_alias(parent=homes["ar"], update_locale=homes["ar"].locale)
    assert '<h1 lang="fi" dir="ltr">Asuminen</h1>' in _page(client, "/ar/asuminen/")


# The other languages of a page


def test_the_switcher_leads_to_the_translations_of_the_page(client):
    content.site_tree(["fi", "sv", "ar"])
    finnish = content.guide_page("fi", title="Asuminen", slug="asuminen")
    swedish = finnish.copy_for_translation(Locale.objects.get(language_code="sv"))
    swedish.slug = "boende"
    swedish.save_revision().publish()
    draft = finnish.copy_for_translation(Locale.objects.get(language_code="ar"))
    assert not draft.live
    links = _switcher(_page(client, "/fi/asuminen/"))
    assert list(links) == languages.offered()
    assert links["fi"]["aria-current"] == "true"
    assert (links["sv"]["href"], links["sv"]["hreflang"]) == ("/sv/boende/", "sv")
    # The Arabic draft is nobody's to read yet: its language goes on at the text that there is.
    assert links["ar"]["href"] == "/ar/asuminen/"
    assert "hreflang" not in links["ar"]
    assert (links["ar"]["dir"], links["sv"]["dir"]) == ("rtl", "ltr")
    _page(client, links["sv"]["href"])
    _page(client, links["ar"]["href"])


def test_the_switcher_of_a_list_leads_to_the_same_list_with_the_same_filters(client):
    content.site_tree(["fi", "sv"])
    with translation.override("fi"):
        address = reverse("activities:list")
    links = _switcher(_page(client, f"{address}?q=kahvi"))
    assert links["sv"]["href"] == address.replace("/fi/", "/sv/") + "?q=kahvi"
    _page(client, links["sv"]["href"])


def test_each_language_is_named_in_itself(client):
    content.site_tree(["fi"])
    text = _page(client, "/fi/")
    for code in languages.offered():
        assert f">{languages.own_name(code)}</a>" in text


# The menu


def _menu(text: str) -> list[tuple[str, bool]]:
    """The address of each entry, and whether it is marked as where the reader is."""
    menu = re.search(r'<nav class="navigation".*?</nav>', text, re.DOTALL)[0]
    return [
        (re.search(r'href="([^"]+)"', tag)[1], "aria-current=" in tag)
        for tag in re.findall(r"<a[^>]*>", menu)
    ]


def test_the_menu_has_activities_and_what_editors_put_in_it(client):
    content.site_tree(["fi", "sv"])
    content.guide_page("fi", title="Opas", slug="opas", show_in_menus=True)
    content.guide_page("fi", title="Piilossa", slug="piilossa")
    content.guide_page("fi", title="Luonnos", slug="luonnos", show_in_menus=True, live=False)
    content.guide_page("sv", title="Guide", slug="guide", show_in_menus=True)
    activities = translate_url(reverse("activities:list"), "fi")
    # The Swedish guide is in no other language, so readers of Finnish find it too.
    assert _menu(_page(client, "/fi/opas/")) == [
        (activities, False),
        ("/fi/opas/", True),
        ("/fi/guide/", False),
    ]
    assert _menu(_page(client, "/fi/"))[1] == ("/fi/opas/", False)
    for view in ("list", "days", "month"):
        address = translate_url(reverse(f"activities:{view}"), "fi")
        assert _menu(_page(client, address))[0] == (activities, True)


# The guide


def test_a_guide_page_shows_its_contents_and_its_neighbours(client):
    parent = content.guide_page("fi", title="Opas", slug="opas")
    for slug, title, live in (
        ("asuminen", "Asuminen", True),
        ("tyo", "Työ", True),
        ("kesken", "Keskeneräinen", False),
    ):
        parent.add_child(
            instance=GuidePage(
                slug=slug,
                title=title,
                locale=parent.locale,
                live=live,
                summary=f"{title} lyhyesti",
                body=[
                    ("heading", "Mistä aloitan?"),
                    ("paragraph", f"<p>Teksti: {title}.</p>"),
                    ("heading", "Kuka auttaa?"),
                ],
            )
        )
    text = _page(client, "/fi/opas/asuminen/")
    assert "Asuminen lyhyesti" in text
    assert "<p>Teksti: Asuminen.</p>" in text
    contents = re.findall(r'<li><a href="#([^"]+)">([^<]+)</a></li>', text)
    assert contents == [("mistä-aloitan", "Mistä aloitan?"), ("kuka-auttaa", "Kuka auttaa?")]
    for anchor, _title in contents:
        assert f'id="{anchor}"' in text
    assert 'href="/fi/opas/tyo/"' in text
    assert "Keskeneräinen" not in text
    above = _page(client, "/fi/opas/")
    assert [f'href="/fi/opas/{slug}/"' in above for slug in ("asuminen", "tyo")] == [True, True]
    assert "Keskeneräinen" not in above
    # The way back up.
    assert re.search(r'<a[^>]*href="/fi/opas/"', text)


def test_two_headings_of_the_same_words_have_anchors_of_their_own(client):
    body = [("heading", "Yhteystiedot"), ("paragraph", "<p>A</p>"), ("heading", "Yhteystiedot")]
    content.guide_page("fi", title="Opas", slug="opas", body=body)
    text = _page(client, "/fi/opas/")
    anchors = re.findall(r'<h2[^>]*id="(yhteystiedot[^"]*)"', text)
    assert len(anchors) == len(set(anchors)) == 2
    assert re.findall(r'<li><a href="#([^"]+)">', text) == anchors


def test_a_draft_is_not_public(client):
    content.guide_page("fi", title="Luonnos", slug="luonnos", live=False)
    assert client.get("/fi/luonnos/").status_code == 404
