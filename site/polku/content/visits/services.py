"""Adding to the numbers, and forgetting old ones."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from .models import PageVisits, VainSearches, VainWords

# What the view of a list says of a search without a result: `(VAIN, names of facets, words)`.
VAIN = "vain"
KEPT = timedelta(days=2 * 365)
DIGEST_KEPT = timedelta(days=90)


class Visit(NamedTuple):
    day: date
    language: str
    path: str


class Search(NamedTuple):
    day: date
    language: str
    facets: str


@transaction.atomic
def add(
    visits: Mapping[Visit, int],
    searches: Mapping[Search, int],
    words: Collection[tuple[str, str]],
    *,
    today: date,
) -> None:
    """`words`: with the language of those who looked for them."""
    _add(PageVisits, ("day", "path"), visits)
    _add(VainSearches, ("day", "language", "facets"), searches)
    for language, said in sorted(words):
        _add_words(language, " ".join(said.casefold().split()), today)


def _add(model, key: tuple[str, ...], numbers: Mapping[tuple, int]) -> None:
    """In one order, so that two processes do not wait for each other."""
    if not numbers:
        return
    columns = (*next(iter(numbers))._fields, "number")
    table = connection.ops.quote_name(model._meta.db_table)
    statement = (
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(['%s'] * len(columns))})"
        f" ON CONFLICT ({', '.join(key)}) DO UPDATE SET number = {table}.number + EXCLUDED.number"
    )
    with connection.cursor() as cursor:
        cursor.executemany(statement, [(*row, number) for row, number in sorted(numbers.items())])


def _add_words(language: str, words: str, today: date) -> None:
    digest = salted_hmac("polku.visits", f"{language}:{words}", algorithm="sha256").hexdigest()
    VainWords.objects.get_or_create(
        digest=digest, defaults={"language": language, "last_on": today}
    )
    row = VainWords.objects.filter(digest=digest)
    row.update(number=F("number") + 1, last_on=today)
    row.filter(words="", number__gte=settings.POLKU_WORDS_SHOWN_FROM).update(words=words[:200])


def forget_old(today: date) -> int:
    """Returns the number of rows that are gone."""
    old = [
        PageVisits.objects.filter(day__lt=today - KEPT),
        VainSearches.objects.filter(day__lt=today - KEPT),
        VainWords.objects.filter(last_on__lt=today - KEPT),
        VainWords.objects.filter(words="", last_on__lt=today - DIGEST_KEPT),
    ]
    return sum(rows.delete()[0] for rows in old)
