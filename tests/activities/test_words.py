"""Finding activities by words as people type them."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from activities.models import Word
from activities.queries import Filters, did_you_mean, find
from activities.queries.facets import counted
from activities.services import vocabulary
from polku.base.words import fold
from tests.factories import activities, content, orgs

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    content.site_tree(["fi", "sv", "en", "ar", "ru", "so", "uk", "fa", "zh-hans"])
    return orgs.organisation(name="Naapuritalo")


def titles(words: str, reader: str = "fi") -> list[str]:
    """In the order in which they are found, those with the same rank by their beginning."""
    found = find(Filters(words=words), reader)
    assert counted(Filters(words=words), reader).total == len(found)
    return [one.texts.get(language=one.original_language).title for one in found]


@st.composite
def slips(draw, word: str) -> str:
    at = draw(st.integers(0, len(word) - 2))
    letter = draw(st.sampled_from("aeiklnstäö"))
    return draw(
        st.sampled_from(
            [
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at:],
                word[:at] + letter + word[at + 1 :],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            ]
        )
    )


@pytest.fixture
def offered(house):
    return activities.page(house, title=" ".join(TITLE))


TITLE = ["Suomenkielinen", "lukupiiri", "äideille", "kirjastossa", "Jyväskylän", "Kirja"]


@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_one_slip_of_the_finger_still_finds(offered, data):
    word = data.draw(st.sampled_from(TITLE))
    slip = data.draw(slips(word.lower()))
    assume(len(slip) >= 4)
    assert titles(slip) == [" ".join(TITLE)]
    assert titles(fold(slip)) == [" ".join(TITLE)]


def test_exact_words_come_before_near_ones(house):
    activities.page(house, title="Talvileiri")
    activities.page(house, title="Tanssikerho")
    activities.page(house, title="Tanssikerhot ja leikki")
    activities.page(house, title="Tanssi", schedules=[])
    first, *others = titles("tanssi")
    assert (first, {*others}) == ("Tanssi", {"Tanssikerho", "Tanssikerhot ja leikki"})


def test_the_readers_language_comes_before_the_original(house):
    finnish = activities.page(house, title="Salsa")
    own = activities.page(house, title="Tanssi")
    activities.translate(own, "en", title="Salsa")
    activities.translate(finnish, "en", title="Dance")
    assert titles("salsa", "en") == ["Tanssi", "Salsa"]


IN_THE_WORDS_OF_THE_READER = [
    ("fi", "Jyväskylä"),
    ("fi", "jyvaskyla"),
    ("fi", "Jyväskylässä"),
    ("so", "Jyvaskyla"),
    ("so", "Jyvaskla"),
    ("ru", "Ювяскюля"),
    ("uk", "ювяскюля"),
    ("zh-hans", "于韦斯屈莱"),
    ("fi", "Keski-Suomi"),
    ("en", "Central Finland"),
    ("ar", "Mellersta Finland"),
    ("fi", "kirjasto"),
    ("fi", "naapuritalo"),
    ("en", "naapritalo"),
    ("en", "women"),
    ("ar", "naisille"),
    ("sv", "kvinnor"),
    ("ru", "Работа"),
    ("ru", "работы"),
    ("so", "Shaqo"),
    ("fa", "كار"),
    ("fi", "työ"),
    ("en", "work and women"),
]


def test_places_organisations_themes_and_audiences_in_the_words_of_the_reader(house):
    region = orgs.area("13", kind="region", name="Keski-Suomi")
    region.name_sv, region.name_en = "Mellersta Finland", "Central Finland"
    region.save()
    place = orgs.area("179", name="Jyväskylä")
    place.part_of.add(region)
    activities.page(
        house,
        title="Kahvila",
        municipality=place,
        venue="Kirjasto",
        themes=["work"],
        audiences=["women"],
    )
    activities.page(orgs.organisation(name="Toinen"), title="Muu")
    for reader, words in IN_THE_WORDS_OF_THE_READER:
        assert (words, titles(words, reader)) == (words, ["Kahvila"])


IN_OTHER_SCRIPTS = [
    ("so", "Koorsada luqadda", ["koorso", "luqad", "korsada"]),
    ("uk", "Розмовна кав’ярня", ["кавярня", "кав'ярні", "розмовні", "розмвна"]),
    ("fa", "کلاس زبان فنلاندی", ["كلاس", "فنلاندي", "کلاسها", "کلاص"]),
    ("zh-hans", "芬兰语咖啡馆", ["芬兰语", "咖啡", "语", "芬兰语 咖啡馆"]),
    ("ar", "مقهى اللغة", ["مقهي", "اللغه", "مَقهى"]),
]


def test_languages_without_a_stemmer_and_in_other_scripts(house):
    for language, title, words in IN_OTHER_SCRIPTS:
        activities.page(house, language=language, title=title, languages=["fi"])
        for said in words:
            assert (said, titles(said, language)) == (said, [title])


def test_what_is_taken_back_is_neither_found_nor_meant(house):
    page = activities.page(house, title="Uimakoulu")
    assert titles("uimakoulu") == ["Uimakoulu"]
    assert did_you_mean("umakolu", "fi", Filters(words="umakolu")) == "Uimakoulu"
    page.unpublish()
    assert titles("uimakoulu") == []
    assert did_you_mean("umakolu", "fi", Filters(words="umakolu")) is None


def test_did_you_mean_what_there_is(house):
    activities.page(house, title="Lukupiiri Kerkko", themes=["work"])
    for words, better in {
        "lukupirii kerkko": "Lukupiiri kerkko",
        "lukkupirri": "Lukupiiri",
        "lukupiiri": None,
        "xyzzyx": None,
        "": None,
    }.items():
        assert (words, did_you_mean(words, "fi", Filters())) == (words, better)
    assert did_you_mean("lukkupirri", "fi", Filters(themes=("work",))) == "Lukupiiri"
    assert did_you_mean("lukkupirri", "fi", Filters(themes=("health",))) is None


def test_a_theme_is_found_in_a_language_of_its_reader_only(house):
    activities.page(house, title="Kahvila", themes=["money"])
    assert titles("Деньги", "ru") == ["Kahvila"]
    assert titles("Деньги", "en") == []


def test_another_name_of_the_organisation_is_found_at_once(house):
    activities.page(house, title="Kahvila")
    house.name = "Kotikolo"
    house.save()
    assert titles("kotikolo") == ["Kahvila"]
    assert titles("naapuritalo") == []


def test_words_that_stand_nowhere_are_forgotten(house):
    page = activities.page(house, title="Uimakoulu")
    assert vocabulary.forget() == 0
    page.title = "Lukupiiri"
    activities.publish(page)
    assert vocabulary.forget() == 1
    assert not Word.objects.filter(word="uimakoulu").exists()
    assert Word.objects.filter(word="lukupiiri").exists()
