"""Languages are called by their names, in the reader's language, and written in their direction."""

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
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


def test_a_site_may_offer_fewer_languages_in_its_own_order():
    assert languages.choices(["sv", "fi"]) == [("sv", "svenska"), ("fi", "suomi")]
    assert len(languages.choices([])) == 13


def test_a_site_may_add_languages_that_have_no_interface():
    entries = ["fi", "vi", "ku=Kurdî", "pa-arab = پنجابی"]
    assert languages.choices(entries) == [
        ("fi", "suomi"),
        ("vi", "Tiếng Việt"),
        ("ku", "Kurdî"),
        ("pa-arab", "پنجابی"),
    ]


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        (["fi", "xx"], "names xx, whose name Polku does not know; add it, such as xx=name"),
        (["fi", "FR"], "names 'FR'; a code is written in small letters"),
        (["fi", "=Kurdî"], "names '=Kurdî'; a code is written in small letters"),
        (["vi", "fi"], "begins with vi; the first is the language of the site itself"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_with_what_to_write(entries, told):
    with pytest.raises(ImproperlyConfigured, match=told):
        languages.choices(entries)


@pytest.mark.parametrize(
    ("code", "direction"),
    [("sd", "rtl"), ("dv", "rtl"), ("vi", "ltr"), ("pa-arab", "rtl"), ("ur-latn", "ltr")],
)
def test_a_language_that_was_added_has_its_direction(code, direction):
    assert languages.direction(code) == direction


def test_activities_can_be_held_in_a_language_that_was_added(settings):
    settings.LANGUAGES = [("fi", "suomi"), ("ku", "Kurdî")]
    assert "ku" in dict(languages.spoken_choices())
    assert languages.own_name("ku") == "Kurdî"


@pytest.mark.parametrize(
    ("chosen", "offered", "spoken"),
    [
        ("so", ["fi", "so", "en"], "so"),
        ("so", ["fi", "sv", "en"], "en"),
        ("so", ["fi", "sv"], "fi"),
        ("en", ["sv", "ru"], "sv"),
    ],
)
def test_who_chose_a_language_that_is_off_is_spoken_to_in_the_nearest(
    settings, chosen, offered, spoken
):
    settings.LANGUAGES = [(code, languages.INTERFACE[code]) for code in offered]
    assert languages.interface(chosen) == spoken


def test_django_knows_every_language_that_is_offered():
    """Somali too, which is missing from its table."""
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            assert translation.get_language_info(code)["code"] == code
            assert translation.get_language_from_path(f"/{code}/") == code
