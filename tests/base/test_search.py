"""Each language is searched with its own stemmer, where the server has one."""

import pytest
from django.utils import translation
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from polku.base import search
from polku.content.models import GuidePage
from tests.factories import content


@pytest.mark.database15
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "config"),
    [
        ("fi", "finnish"),
        ("sv", "swedish"),
        ("ar", "arabic"),
        ("so", "simple"),
        ("fa", "simple"),
        ("zh-hans", "simple"),
        ("", "simple"),
    ],
)
def test_a_language_has_its_configuration(language, config):
    assert search.text_config(language) == config


@pytest.mark.django_db
def test_a_stemmer_that_the_server_lacks_falls_back(monkeypatch):
    """PostgreSQL 15 lacks Estonian."""
    monkeypatch.setattr(search, "_known_to_server", lambda: frozenset({"simple", "finnish"}))
    assert search.text_config("et") == "simple"
    assert search.text_config("fi") == "finnish"


def _find(words: str, reader: str) -> list[str]:
    with translation.override(reader):
        return [page.title for page in GuidePage.objects.all().search(words)]


@pytest.mark.database15
@pytest.mark.django_db
def test_words_are_found_in_another_form_in_their_own_language():
    content.guide_page("fi", title="Kirjastot lähellä")
    content.guide_page("sv", title="Bostäder i kö")
    assert _find("kirjastoissa", "fi") == ["Kirjastot lähellä"]
    assert _find("bostäderna", "sv") == ["Bostäder i kö"]
    # Another language's stemmer does not cut Finnish words in the right place.
    assert _find("kirjastoissa", "sv") == []


@pytest.mark.django_db
def test_a_page_is_indexed_by_its_own_language_whoever_saves_it():
    with translation.override("sv"):
        content.guide_page("fi", title="Kirjastot lähellä")
    assert _find("kirjastoissa", "fi") == ["Kirjastot lähellä"]


@pytest.mark.django_db
def test_indexing_leaves_the_backend_as_it_was():
    before = get_search_backend().config
    content.guide_page("ar", title="السكن")
    assert get_search_backend().config == before
    assert Page.objects.filter(title="السكن").exists()
