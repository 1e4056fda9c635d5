"""The words by which activities are found: those of their texts, and the names of their themes,
audiences and areas in every language."""

from functools import lru_cache

from django.db import connection
from django.utils import translation

from activities.models import Activity, Audience, Theme, Word
from orgs.models.area import AreaKind
from orgs.queries.areas import all_names
from polku.base import languages
from polku.base.words import LONGEST, pieces, words

# Word, lexeme and language make a row; the word as it is written is kept with it.
Rows = dict[tuple[str, str, str], str]


def of_text(text: str) -> Rows:
    found: Rows = {}
    for word in words(text):
        # A script without spaces gives signs and pairs of them, which no slip of the finger joins.
        for lexeme in () if word.is_unspaced else word.lexemes:
            found.setdefault((lexeme[:LONGEST], lexeme[:LONGEST], ""), word.written[:200])
    return found


def names(activity: Activity) -> Rows:
    """Of codes; each row's lexeme stands for a code. A theme is found by what it is called in the
    language of the reader, an area by any of its names."""
    offered = tuple(languages.offered())
    found: Rows = {}
    for theme in activity.themes:
        found |= _of_label(Theme, theme, offered)
    for audience in activity.audiences:
        found |= _of_label(Audience, audience, offered)
    if municipality := activity.municipality:
        regions = [part for part in municipality.part_of.all() if part.kind == AreaKind.REGION]
        for area in (municipality, *regions):
            for name in all_names(area):
                found |= _of_name(name, f"area.{area.pk}")
    return found


@lru_cache(maxsize=512)
def _of_label(vocabulary, code: str, offered: tuple[str, ...]) -> Rows:
    if code not in vocabulary.values:
        return {}
    found: Rows = {}
    for language in offered:
        with translation.override(language):
            label = str(vocabulary(code).label)
        found |= _of_name(label, f"{vocabulary.__name__.lower()}.{code}", language)
    return found


def _of_name(name: str, lexeme: str, language: str = "") -> Rows:
    return {(word.folded, lexeme, language): word.written for word in words(name)}


def learn(rows: Rows) -> int:
    """Keep the words that are new; returns their number. In one order, so that two who publish at
    once wait for each other in no circle."""
    known = Word.objects.filter(word__in={word for word, _lexeme, _language in rows})
    new = sorted(rows.keys() - {*known.values_list("word", "lexeme", "language")})
    Word.objects.bulk_create(
        [
            Word(
                word=word,
                lexeme=lexeme,
                language=language,
                written=rows[word, lexeme, language],
                pieces=pieces(word),
            )
            for word, lexeme, language in new
        ],
        ignore_conflicts=True,
    )
    return len(new)


def forget() -> int:
    """Remove the words that stand in no text any more; returns their number."""
    with connection.cursor() as cursor:
        cursor.execute(
            """DELETE FROM activities_word WHERE lexeme NOT IN (
                SELECT word FROM ts_stat('SELECT search FROM activities_activitytext')
            )"""
        )
        return cursor.rowcount
