"""Words as people type them: in one form, whatever the accents, and one slip of the finger apart.

Nothing here knows a language: what is true of letters holds for all that are written with them.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# Scripts that put no space between words: Thai, Lao, Burmese, Khmer, kana, Han.
_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_APOSTROPHES = "'’ʼ‘`"
_WORD = re.compile(
    rf"[{_UNSPACED}]+|[^\W_{_UNSPACED}]+(?:[{_APOSTROPHES}]+[^\W_{_UNSPACED}{_APOSTROPHES}]+)*"
)
_IS_UNSPACED = re.compile(rf"[{_UNSPACED}]+")
# Tatweel, signs without width, and marks over and under letters.
_INVISIBLE = dict.fromkeys(
    [
        *map(ord, "ـ\u00ad\u200b\u200c\u200d\u200e\u200f\ufeff"),
        *range(0x300, 0x370),
        *range(0x591, 0x5C8),
        *range(0x610, 0x61B),
        *range(0x64B, 0x660),
        0x670,
        *range(0x6D6, 0x6EE),
    ]
)
# What keyboards of neighbouring languages write for the same letter.
_LETTERS = str.maketrans(
    {
        **dict.fromkeys("ىیې", "ي"),
        **dict.fromkeys("ةۀہھە", "ه"),
        **dict.fromkeys("đð", "d"),
        "ک": "ك",
        "ı": "i",
        "ø": "o",
        "ł": "l",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
    }
)
LONGEST = 60
# Shorter words mean something else with one letter changed.
SHORTEST_TO_MEND = 4


@dataclass(frozen=True)
class Word:
    """`written`: as it stands in the text. `folded`: in the form in which words are compared.
    `parts`: what an apostrophe joins."""

    written: str
    folded: str
    parts: tuple[str, ...] = ()

    @property
    def is_unspaced(self) -> bool:
        """Of a script that does not say where a word ends, so that it can be many."""
        return bool(_IS_UNSPACED.fullmatch(self.folded))

    @property
    def lexemes(self) -> tuple[str, ...]:
        """Under what it is kept. Of an unspaced script each sign and each two neighbours."""
        if self.is_unspaced:
            return (*self.folded, *pairs(self.folded))
        return (self.folded, *self.parts)


def words(text: str) -> Iterator[Word]:
    for found in _WORD.finditer(unicodedata.normalize("NFKC", text).translate(_INVISIBLE)):
        written = found[0]
        parts = [fold(part) for part in re.split(f"[{_APOSTROPHES}]+", written) if part]
        folded = "".join(parts)[:LONGEST]
        if folded:
            yield Word(written, folded, tuple(parts) if len(parts) > 1 else ())


def fold(text: str) -> str:
    """The one form of all spellings of a word: small, without accents."""
    bare = unicodedata.normalize("NFD", text.casefold().translate(_LETTERS))
    return unicodedata.normalize("NFC", "".join(c for c in bare if not unicodedata.combining(c)))


def pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)]


def pieces(word: str) -> list[str]:
    """The word, and the word without each of its letters. Two words that are one slip apart have a
    piece in common."""
    if len(word) < SHORTEST_TO_MEND:
        return []
    return sorted({word, *(word[:at] + word[at + 1 :] for at in range(len(word)))})


def is_one_slip(first: str, second: str) -> bool:
    """Whether the words differ by a letter too much, one missing, another one, or two that have
    changed places."""
    if abs(len(first) - len(second)) > 1:
        return False
    while first and second and first[0] == second[0]:
        first, second = first[1:], second[1:]
    while first and second and first[-1] == second[-1]:
        first, second = first[:-1], second[:-1]
    return max(len(first), len(second)) <= 1 or (len(first) == 2 and first == second[::-1])
