"""Words in one form, and words one slip apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polku.base.words import is_one_slip, pieces, words


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Jyväskylä", "jyvaskyla"),
        ("Hämeenlinna", "hameenlinna"),
        ("ÅBO", "abo"),
        ("İstanbul ışık", "istanbul isik"),
        ("Хельсинкёй", "хельсинкеи"),
        ("مَقْهى", "مقهي"),
        ("آموزش", "اموزش"),
        ("کلاس", "كلاس"),
        ("Ｃａｆé", "cafe"),
    ],
)
def test_all_spellings_of_a_word_are_one(written, folded):
    assert " ".join(word.folded for word in words(written)) == folded


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kieli-kahvila, 2.0!", ["kieli", "kahvila", "2", "0"]),
        ("l’école кав'ярня", ["lecole", "кавярня"]),
        ("می‌خواهم", ["ميخواهم"]),
        ("芬兰语 café", ["芬兰语", "cafe"]),
        ("' & | ! ( <-> :*", []),
    ],
)
def test_what_is_a_word(text, found):
    assert [word.folded for word in words(text)] == found


def test_what_an_apostrophe_joins_is_found_in_parts_too():
    [word] = words("l’école")
    assert word.lexemes == ("lecole", "l", "ecole")


def test_a_script_without_spaces_is_kept_in_signs_and_pairs():
    [word] = words("芬兰语")
    assert word.lexemes == ("芬", "兰", "语", "芬兰", "兰语")


LETTERS = st.text("abcåшлم", min_size=4, max_size=8)


@given(LETTERS, LETTERS)
def test_two_words_one_slip_apart_have_a_piece_in_common(first, second):
    if is_one_slip(first, second):
        assert {*pieces(first)} & {*pieces(second)}
    assert is_one_slip(first, second) == is_one_slip(second, first) == (_distance(first, second))


def _distance(first: str, second: str) -> bool:
    """By trying every slip."""
    letters = {*first, *second}
    cuts = [(first[:at], first[at:]) for at in range(len(first) + 1)]
    slips = {first}
    for before, after in cuts:
        slips |= {before + letter + after for letter in letters}
        if after:
            slips |= {before + after[1:]} | {before + letter + after[1:] for letter in letters}
        if len(after) > 1:
            slips.add(before + after[1] + after[0] + after[2:])
    return second in slips
