"""What a reader sees of a text that is not in their language: which one, and how it is said."""

import re

import pytest
from wagtail.models import Locale, Page

from polku.base import languages
from tests.factories import activities, content

ALL = list(languages.INTERFACE)


def _guide(*present: str, **fields):
    """A page of the guide, live in these languages; the first was written first."""
    homes = content.site_tree(ALL)
    first = content.guide_page(present[0], title=f"Text {present[0]}", slug="text", **fields)
    for language in present[1:]:
        page = type(first)(
            title=f"Text {language}",
            slug="text",
            locale=homes[language].locale,
            translation_key=first.translation_key,
        )
        type(homes[language]).objects.get(pk=homes[language].pk).add_child(instance=page)
    return first


def _shown(client, reader: str, slug: str = "text") -> tuple[str, str]:
    """The language of the text, and the page."""
    answer = client.get(f"/{reader}/{slug}/")
    assert answer.status_code == 200, reader
    text = answer.content.decode()
    assert f'<html lang="{reader}" dir="{languages.direction(reader)}">' in text
    heading = re.search(r"<h1([^>]*)>\s*Text ([\w-]+)</h1>", text)
    language = heading[2]
    marks = f' lang="{language}" dir="{languages.direction(language)}"'
    assert heading[1] == ("" if language == reader else marks)
    return language, text


# The rule


def test_the_own_language_comes_first_then_the_shared_ones_then_the_original():
    for reader in ALL:
        assert languages.preferred(reader, ALL) == reader
        others = [code for code in ALL if code != reader]
        shared = [code for code in languages.shared(reader) if code != reader]
        for code in shared:
            assert languages.preferred(reader, others) == code
            others.remove(code)
        # All the rest are equally far: the first written of those present.
        assert languages.preferred(reader, others) == others[0]
        assert languages.preferred(reader, others[::-1]) == others[-1]
    assert languages.preferred("fi", []) is None


# The table: each reader, each language that a text is in


@pytest.mark.django_db
@pytest.mark.parametrize("present", ALL)
def test_each_reader_sees_a_text_of_one_language(client, present, record_property):
    _guide(present)
    name = f'hreflang="{present}"'
    for reader in ALL:
        language, text = _shown(client, reader)
        assert language == present
        is_foreign = reader != present
        assert ("translation-wish" in text) == is_foreign
        assert ('<meta name="robots" content="noindex">' in text) == is_foreign
        assert f'<link rel="canonical" href="http://testserver/{present}/text/">' in text
        # Search engines are told of what there is, and of nothing else.
        alternates = re.findall(r'<link rel="alternate" (hreflang="[\w-]+")', text)
        assert alternates == [name, 'hreflang="x-default"']
        if is_foreign:
            assert languages.name_in(present, reader) in text
    if present == ALL[-1]:
        record_property(
            "count", f"fallback: {len(ALL)} readers × {len(ALL)} languages of a text, each shown"
        )


@pytest.mark.django_db
def test_each_reader_sees_the_nearest_of_several_texts(client):
    """As languages go one after another, from all thirteen to one."""
    _guide(*ALL)
    present = list(ALL)
    for gone in (*ALL[:-1], None):
        for reader in ALL:
            assert _shown(client, reader)[0] == languages.preferred(reader, present)
        if gone:
            Page.objects.get(title=f"Text {gone}").unpublish()
            present.remove(gone)


# Where else it is to be read, and the wish


@pytest.mark.django_db
def test_the_note_leads_to_the_other_languages(client):
    _guide("fi", "so", "tr")
    _language, text = _shown(client, "ar")
    note = text[text.index('class="notice info"') : text.index("translation-wish")]
    assert re.findall(r'href="([^"]+)" lang="(\w+)"', note) == [
        ("/so/text/", "so"),
        ("/tr/text/", "tr"),
    ]


@pytest.mark.django_db
def test_a_page_with_another_name_in_another_language_is_found_by_either(client):
    first = _guide("fi", "en")
    english = Page.objects.get(title="Text en")
    english.slug = "words"
    english.save()
    # The English text, at the address that belongs to it.
    assert client.get("/ar/text/").url == "/ar/words/"
    assert _shown(client, "ar", "words")[0] == "en"
    assert client.get("/fi/words/").url == "/fi/text/"
    first.unpublish()
    assert _shown(client, "fi", "words")[0] == "en"


@pytest.mark.django_db
def test_what_is_in_no_language_is_missing(client):
    first = _guide("fi")
    first.unpublish()
    gone = client.get("/ar/text/")
    never = client.get("/ar/never/")
    assert gone.status_code == never.status_code == 404
    # The links to other languages name the address that was asked for.
    assert gone.content == never.content.replace(b"never", b"text")


@pytest.mark.django_db
def test_a_draft_in_the_readers_language_is_not_shown(client):
    first = _guide("fi")
    draft = first.copy_for_translation(Locale.objects.get(language_code="ar"))
    assert not draft.live
    assert _shown(client, "ar")[0] == "fi"


@pytest.mark.django_db
def test_the_way_here_and_the_neighbours_are_for_the_reader(client):
    """An Arabic parent with one child in Arabic and one in Finnish only."""
    parent = _guide("fi", "ar")
    children = {}
    for slug in ("one", "two"):
        children[slug] = content.below(parent, type(parent), title=f"Finnish {slug}", slug=slug)
    arabic = Page.objects.get(title="Text ar").specific
    content.below(
        arabic,
        type(parent),
        title="عربي",
        slug="one",
        translation_key=children["one"].translation_key,
    )
    _language, text = _shown(client, "ar")
    further = text[text.index('aria-labelledby="further"') :]
    assert re.findall(r'<a href="([^"]+)" lang="(\w+)"', further)[:2] == [
        ("/ar/text/one/", "ar"),
        ("/ar/text/two/", "fi"),
    ]
    two = client.get("/ar/text/two/").content.decode()
    way = two[two.index('class="breadcrumb"') :][:900]
    assert 'href="/ar/text/" lang="ar"' in way
    assert '<span aria-current="page" lang="fi" dir="ltr">' in way


@pytest.mark.django_db
def test_a_card_leads_to_the_text_in_the_readers_frame(client):
    content.site_tree(["fi", "ar"])
    activities.page(title="Kielikahvila", slug="kielikahvila")
    listed = client.get("/ar/activities/").content.decode()
    address = re.search(r'href="(/ar/[^"]+kielikahvila/)"', listed)[1]
    page = client.get(address).content.decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert '<h1 lang="fi" dir="ltr" data-read>Kielikahvila</h1>' in page
