"""Advice on texts: what it warns of, where, and what it leaves alone."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from polku.base import writing
from polku.base.languages import INTERFACE

LONG = "This sentence is long. Make two or three of it."
CAPITALS = "Words in capitals are hard to read. Write them in small letters."
LINK = "A link should say where it leads. Put the name of the page or the thing in it."
PICTURE = "A picture has no words for people who cannot see it. Say what it shows."
PARAGRAPH = "This paragraph is long. Begin a new one with each new matter."
WALL = "This is a lot of text in one piece. Put headings into it."


@pytest.fixture(autouse=True, scope="module")
def in_english():
    """The sentences as they stand in the source."""
    with translation.override("en"):
        yield


def said(advice: list[writing.Advice]) -> list[str]:
    return [each.sentence for each in advice]


def sentence(words: int) -> str:
    return " ".join(["kahvi"] * words) + "."


@pytest.mark.parametrize(
    ("language", "most"), [("fi", 18), ("sv", 25), ("en", 25), ("ar", 25), ("so", 25)]
)
def test_a_sentence_is_long_by_the_words_of_its_language(language, most):
    assert writing.advise(sentence(most), language) == []
    assert said(writing.advise(sentence(most + 1), language)) == [LONG]


def test_sentences_are_counted_one_by_one():
    assert writing.advise(" ".join([sentence(15)] * 3), "fi") == []
    assert said(writing.advise(f"{sentence(3)} {sentence(30)} {sentence(3)}", "fi")) == [LONG]


def test_chinese_is_counted_in_signs():
    assert writing.advise("咖" * 59 + "。", "zh-hans") == []
    assert said(writing.advise("咖" * 70, "zh-hans")) == [LONG]
    assert writing.advise(("咖" * 40 + "。") * 2, "zh-hans") == []


@pytest.mark.parametrize("text", ["TERVETULOA KAIKKI!", "Tule mukaan, SE ON ILMAISTA HETI"])
def test_words_in_capitals_are_named(text):
    assert CAPITALS in said(writing.advise(text, "fi"))


@pytest.mark.parametrize(
    "text", ["Kela ja FPA", "TE-palvelut", "YKI", "A1.1", "ääkkösiä äänekkäästi", "مقهى اللغة", ""]
)
def test_abbreviations_and_scripts_without_capitals_are_no_shouting(text):
    assert writing.advise(text, "fi") == []


@pytest.mark.parametrize(
    ("language", "words"),
    [("fi", "Klikkaa tästä!"), ("fi", "täältä"), ("sv", "Läs mer"), ("en", "click here")],
)
def test_a_link_that_says_nothing_is_named(language, words):
    [advice] = writing.advise_html(f'<p>Ohje on <a href="/x">{words}</a>.</p>', language)
    assert (advice.sentence, advice.said) == (LINK, words)


@pytest.mark.parametrize(
    ("language", "words"),
    [("fi", "Kielikahvilan sivu"), ("en", "How to click here"), ("ar", "click here")],
)
def test_a_link_that_says_where_it_leads_is_left_alone(language, words):
    assert writing.advise_html(f'<p><a href="/x">{words}</a></p>', language) == []


def test_a_picture_needs_words():
    [advice] = writing.advise_html('<p>Kahvia</p><img src="/media/kahvi.jpg" alt=" ">', "fi")
    assert (advice.sentence, advice.said) == (PICTURE, "kahvi.jpg")
    assert writing.advise_html('<img src="/media/kahvi.jpg" alt="Kuppi kahvia">', "fi") == []


def test_a_long_paragraph_and_a_wall_of_text_are_named():
    paragraph = f"<p>{' '.join([sentence(10)] * 9)}</p>"
    assert writing.advise_html(paragraph * 2, "fi") == []
    assert said(writing.advise_html(paragraph * 3, "fi")) == [WALL]
    assert writing.advise_html(f"{paragraph}<h2>Kahvi</h2>{paragraph * 2}", "fi") == []
    assert said(writing.advise_html(f"<p>{' '.join([sentence(10)] * 11)}</p>", "fi")) == [PARAGRAPH]


def test_the_place_is_the_beginning_of_what_is_meant():
    [advice] = writing.advise(sentence(40), "fi")
    assert advice.said == "kahvi " * 9 + "kahvi…"


@given(st.text(), st.sampled_from([*INTERFACE, "prs"]))
def test_any_text_can_be_read(text, language):
    for advice in [*writing.advise(text, language), *writing.advise_html(text, language)]:
        assert advice.sentence
        assert len(advice.said) <= writing.EXCERPT + 1
