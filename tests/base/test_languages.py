"""Languages are called by their names, in the reader's language, and written in their direction."""

import pytest
from django.conf import settings
from django.utils import translation

from polku.base import languages


@pytest.mark.parametrize(
    ("code", "own"),
    [
        ("fi", "suomi"),
        ("ar", "العربية"),
        ("so", "soomaali"),
        ("prs", "دری"),
        ("kmr", "kurdî (kurmancî)"),
        ("ckb", "کوردیی ناوەندی"),
        ("sme", "davvisámegiella"),
        ("vi", "Tiếng Việt"),
    ],
)
def test_a_language_calls_itself_by_its_own_name(code, own):
    assert languages.own_name(code) == own


@pytest.mark.parametrize(
    ("code", "reader", "name"),
    [
        ("so", "fi", "somali"),
        ("ar", "sv", "arabiska"),
        ("fa", "en", "Persian"),
        # Where CLDR errs or is silent.
        ("prs", "fi", "dari"),
        ("kmr", "sv", "kurmanji (nordkurdiska)"),
        ("ckb", "en", "Sorani Kurdish"),
        ("rom", "fi", "romani"),
        ("smn", "en", "Inari Sámi"),
        # A reader for whom the table has no word gets the English one.
        ("prs", "so", "Dari"),
        ("ru", "xx", "Russian"),
    ],
)
def test_a_language_has_a_name_for_the_reader(code, reader, name):
    assert languages.name_in(code, reader) == name


@pytest.mark.parametrize("reader", languages.INTERFACE)
def test_every_language_has_a_name_for_every_reader(reader):
    names = {code: languages.name_in(code, reader) for code in languages.SPOKEN}
    assert [code for code, name in names.items() if not name or name == code] == []
    assert len(set(names.values())) == len(names), "two languages share a name"


def test_directions():
    rtl = {code for code in languages.SPOKEN if languages.direction(code) == "rtl"}
    assert rtl == {"ar", "ckb", "fa", "prs", "ps", "ug", "ur"}
    assert languages.direction("ar-EG") == "rtl"
    assert languages.direction("zh-hans") == "ltr"


def test_spoken_languages_are_sorted_by_name_for_the_reader():
    with translation.override("fi"):
        names = [name for _code, name in languages.spoken_choices()]
    assert names == sorted(names)
    assert "somali" in names


def test_a_site_may_offer_fewer_languages_but_none_that_is_unknown():
    assert languages.choices(["sv", "fi"]) == [("sv", "svenska"), ("fi", "suomi")]
    assert len(languages.choices([])) == 13
    with pytest.raises(ValueError, match="POLKU_LANGUAGES names xx; choose from fi, sv"):
        languages.choices(["fi", "xx"])


def test_django_knows_every_language_that_is_offered():
    """Somali too, which is missing from its table."""
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            assert translation.get_language_info(code)["code"] == code
            assert translation.get_language_from_path(f"/{code}/") == code
