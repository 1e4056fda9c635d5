"""What the words of a reader mean: which lexemes of `ActivityText.search` answer each of them.

A word is answered exactly by itself, by other forms of it where PostgreSQL has a stemmer, and by
the code of what is called so in the reader's language, in Finnish or in Swedish. It is nearly
answered by what begins with it or contains it (Finnish writes “kielikahvila” for a café of
languages), by what is one slip of the finger away, and, in languages without a stemmer, by what
begins alike. All words have to be answered; where the stemmer of the reader's language knows one
as empty, such as “and”, it has not.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from functools import reduce
from operator import or_

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import Q
from django.db.models.functions import Length

from activities.models import Word
from polku.base import languages
from polku.base.search import text_config
from polku.base.words import SHORTEST_TO_MEND, fold, is_one_slip, pairs, pieces, words

# Names of themes are known to everybody in these.
SHARED = ("fi", "sv")
# What a word begins is one of its forms from so many letters on, what contains it from so many.
BEGINNING, INSIDE = 3, 4
# A name has no more letters than this after its stem: what is in “Jyväskylässä” is Jyväskylä.
ENDING = 4
# A shorter word is mended only where it is none itself.
SURELY_MENDED = SHORTEST_TO_MEND + 1
# Where there is no stemmer: how much of two words has to be the same.
ALIKE = 0.7
# Of those that nearly answer a word the nearest are taken.
MOST_NEAR = 60
# How near a word has to be to be meant instead.
MEANT = 0.7


@dataclass(frozen=True)
class Sought:
    """Two questions to PostgreSQL, as it writes them: what has all words exactly, and what has all
    of them at least nearly. Without a word there is nothing to find."""

    exact: str
    near: str


def understood(text: str, reader: str) -> Sought:
    """Two statements, whatever the words."""
    asked = _asked(text, reader)
    return Sought(
        " & ".join(_either(one.exact) for one in asked),
        " & ".join(_either([*one.exact, *one.near]) for one in asked),
    )


def meant(text: str, reader: str) -> str:
    """The text with each word that is in no text replaced by the nearest that is; the text itself
    where there is nothing to replace."""
    asked = _asked(text, reader, is_lenient=True)
    said = [(one.written, one.meant()) for one in asked]
    return " ".join(better or written for written, better in said)


class Question(SearchQuery):
    """As PostgreSQL writes it."""

    template = "(%(expressions)s)::tsquery"

    def __init__(self, text: str):
        super().__init__(text, search_type="raw")


class _Asked:
    """One word of the reader with what answers it; `is_filler`: it has not to be answered."""

    def __init__(self, word, stems: list[str], is_filler: bool):
        self.word, self.stems, self.is_filler = word, stems, is_filler
        self.written, self.folded = word.written, word.folded
        self.itself = {word.folded, *map(fold, stems)}
        self.known: list[Word] = []
        self.exact: list[str] = []
        self.near: list[str] = []

    @property
    def _beginnings(self) -> list[str]:
        return [stem for stem in self.itself if len(stem) >= INSIDE]

    def might_be(self, is_unstemmed: bool, is_lenient: bool) -> Q:
        """The words of the vocabulary that can answer this one."""
        found = Q(word__in=self.itself)
        if self.word.is_unspaced:
            return found
        if len(self.folded) >= BEGINNING:
            found |= Q(word__startswith=self.folded)
        if len(self.folded) >= INSIDE:
            found |= Q(word__contains=self.folded)
        if slips := pieces(self.folded):
            found |= Q(pieces__overlap=slips)
        for stem in self._beginnings:
            found |= Q(word__startswith=stem, length__lte=len(stem) + ENDING)
        if is_unstemmed and len(self.folded) > INSIDE:
            found |= Q(word__startswith=self.folded[: _same(self.folded)])
        if is_lenient:
            length = len(self.folded)
            found |= Q(word__trigram_similar=self.folded)
            found |= Q(word__startswith=self.folded[0], length__range=(length - 2, length + 2))
        return found

    def answer(self, vocabulary: Iterable[Word], is_unstemmed: bool) -> None:
        """Take out of the vocabulary what answers this word."""
        self.known = [*vocabulary]
        named = {
            one.lexeme for one in self.known if one.word in self.itself and one.lexeme != one.word
        }
        own = _all(pairs(self.folded)) if self.word.is_unspaced else _lexeme(self.folded)
        others = sorted({*self.stems} | self.itself | named)
        self.exact = [own or _lexeme(self.folded), *map(_lexeme, others)]
        is_known = any(one.word == self.folded for one in self.known)
        near = sorted(
            (self._distance(one.word), one.word, one.lexeme)
            for one in self.known
            if one.word not in self.itself and self._is_near(one.word, is_known, is_unstemmed)
        )
        self.near = [_lexeme(lexeme) for _distance, _word, lexeme in near[:MOST_NEAR]]

    def _is_near(self, word: str, is_known: bool, is_unstemmed: bool) -> bool:
        if self.word.is_unspaced:
            return False
        asked, length = self.folded, len(self.folded)
        if length >= BEGINNING and word.startswith(asked):
            return True
        if length >= INSIDE and asked in word:
            return True
        if any(
            word.startswith(stem) and len(word) <= len(stem) + ENDING for stem in self._beginnings
        ):
            return True
        if length >= (SURELY_MENDED if is_known else SHORTEST_TO_MEND) and is_one_slip(asked, word):
            return True
        return (
            is_unstemmed
            and length > INSIDE
            and word.startswith(asked[: _same(asked)])
            and SequenceMatcher(None, asked, word).ratio() >= ALIKE
        )

    def _distance(self, word: str) -> tuple:
        return not is_one_slip(self.folded, word), abs(len(word) - len(self.folded))

    def meant(self) -> str:
        """The nearest word that is in use, as it is written there; empty where this one is."""
        used = {one.word: one.written for one in self.known}
        if self.itself & used.keys() or len(self.folded) < SHORTEST_TO_MEND:
            return ""
        nearest = get_close_matches(self.folded, sorted(used), n=1, cutoff=MEANT)
        return used[nearest[0]] if nearest else ""


def _asked(text: str, reader: str, *, is_lenient: bool = False) -> list[_Asked]:
    said = list({word.folded: word for word in words(text)}.values())
    if not said:
        return []
    is_unstemmed = text_config(reader) == "simple"
    stems = _stems([word.written.lower() for word in said])
    asked = []
    for number, word in enumerate(said):
        own = stems[number][text_config(reader)]
        is_filler = not own or (is_unstemmed and len(word.folded) <= BEGINNING)
        asked.append(_Asked(word, sorted({*stems[number].values()} - {""}), is_filler=is_filler))
    if any(not one.is_filler or one.word.is_unspaced for one in asked):
        asked = [one for one in asked if not one.is_filler or one.word.is_unspaced]
    vocabulary = list(
        Word.objects.alias(length=Length("word")).filter(
            reduce(or_, (one.might_be(is_unstemmed, is_lenient) for one in asked)),
            language__in=["", reader, *SHARED],
        )
    )
    for one in asked:
        one.answer(vocabulary, is_unstemmed)
    return asked


def _stems(said: list[str]) -> list[dict[str, str]]:
    """Of each word by configuration; empty where it says nothing in the language."""
    configs = sorted({text_config(code) for code in languages.offered()} | {"simple"})
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT number, config, array_to_string(
                tsvector_to_array(to_tsvector(config::regconfig, word)), ''
            ) FROM unnest(%s::text[]) WITH ORDINALITY AS said (word, number),
                unnest(%s::text[]) AS config""",
            [said, configs],
        )
        stems: list[dict[str, str]] = [{} for _word in said]
        for number, config, stem in cursor.fetchall():
            stems[number - 1][config] = stem
    return stems


def _same(word: str) -> int:
    """How many letters at the beginning all forms of a word have in common."""
    return max(BEGINNING, len(word) * 3 // 5)


def _lexeme(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def _all(lexemes: list[str]) -> str:
    return f"({' & '.join(map(_lexeme, lexemes))})" if lexemes else ""


def _either(questions: list[str]) -> str:
    return f"({' | '.join(dict.fromkeys(questions))})"
