"""Which activities a reader finds, and in which order.

Words are looked for in the reader's language first and in the original second: stemmed where the
server has a stemmer for the language, as they stand where not, and by likeness to the title, so
that a part of a compound or a slip of the finger still finds it.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_

from django.contrib.postgres.search import SearchQuery, SearchRank, TrigramWordSimilarity
from django.db.models import (
    Case,
    Exists,
    F,
    FilteredRelation,
    FloatField,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce, Greatest, Least
from django.utils import timezone

from activities.models import Activity, ActivityText, Attendance, Occurrence
from activities.recurrence import LONGEST
from orgs.models import Area, Organisation
from polku.base import languages
from polku.base.search import text_config, unaccent


@dataclass(frozen=True)
class Filters:
    """What a reader asks for; empty means anything. `language`: one in which it is held; `area`: a
    municipality or a larger area; `since` and `until`: days of which it happens on one at least."""

    words: str = ""
    language: str = ""
    theme: str = ""
    area: Area | None = None
    kind: str = ""
    audience: str = ""
    organisation: Organisation | None = None
    since: date | None = None
    until: date | None = None


def published() -> QuerySet[Activity]:
    """Those of which there is a text in a language of the site."""
    texts = ActivityText.objects.filter(activity=OuterRef("pk"), language__in=languages.offered())
    return Activity.objects.filter(
        Exists(texts), status=Activity.Status.PUBLISHED, organisation__closed_on__isnull=True
    )


def find(filters: Filters, reader: str) -> QuerySet[Activity]:
    """Published activities that are still to come, are open or have no dates; those found by words,
    best first. `reader`: code of the reader's language.

    Soonest first: dates, and what will open, by `next_start`. What is open already has none and
    comes after them, so that it hides no single evening; what says no time comes last.
    """
    found = _to_come(published(), filters.since, filters.until)
    if filters.language:
        found = found.filter(languages__contains=[filters.language])
    if filters.theme:
        found = found.filter(themes__contains=[filters.theme])
    if filters.kind:
        found = found.filter(kind=filters.kind)
    if filters.audience:
        found = found.filter(audiences__contains=[filters.audience])
    if filters.organisation:
        found = found.filter(organisation=filters.organisation)
    if filters.area:
        here = Area.objects.filter(Q(pk=filters.area.pk) | Q(part_of=filters.area))
        found = found.filter(
            Q(municipality__in=here.values("pk"))
            | Q(attendance__in=[Attendance.ONLINE, Attendance.HYBRID])
        )
    order = [F("next_start").asc(nulls_last=True), F("open_from").desc(nulls_last=True), "pk"]
    if words := filters.words.replace("\x00", "").strip():
        found = _by_words(found, words, reader)
        order.insert(0, "-rank")
    return found.select_related("organisation", "municipality").order_by(*order)


def _to_come(found: QuerySet, since: date | None, until: date | None) -> QuerySet:
    """Of a period: what has a date in it, or is open for a part of it."""
    now = timezone.now()
    after = max(now, _midnight(since)) if since else now
    coming = occurrences_to_come(now, since, until).filter(activity=OuterRef("pk"))
    is_open = Q(open_from__isnull=False) & (Q(open_until__isnull=True) | Q(open_until__gt=after))
    if until:
        is_open &= Q(open_from__lt=_midnight(until + timedelta(days=1)))
    has_time = Q(Exists(coming)) | is_open
    if not (since or until):
        has_time |= Q(schedules=[])
    first = Subquery(coming.order_by("starts_at").values("starts_at")[:1])
    opens = Case(When(open_from__gt=now, then=F("open_from")))
    return found.filter(has_time).annotate(next_start=Least(first, opens))


def occurrences_to_come(
    now: datetime, since: date | None = None, until: date | None = None
) -> QuerySet[Occurrence]:
    """Scheduled dates that have not ended, and those of them that touch the days from `since` to
    `until`. That none lasts longer than a month lets the index on the beginning do the work."""
    after = max(now, _midnight(since)) if since else now
    found = Occurrence.objects.filter(
        status=Occurrence.Status.SCHEDULED, starts_at__gt=after - LONGEST - timedelta(days=2)
    ).filter(ends_at__gt=after)
    return found.filter(starts_at__lt=_midnight(until + timedelta(days=1))) if until else found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _by_words(found: QuerySet, words: str, reader: str) -> QuerySet:
    query = _query(words)
    texts = ActivityText.objects.filter(
        Q(search=query) | Q(title__trigram_word_similar=words),
        Q(language=reader) | Q(language=F("activity__original_language")),
        language__in=languages.offered(),
    )
    own, original = (
        Coalesce(SearchRank(F(f"{name}__search"), query), 0.0, output_field=FloatField())
        + Coalesce(TrigramWordSimilarity(words, f"{name}__title"), 0.0, output_field=FloatField())
        for name in ("own_text", "original_text")
    )
    return (
        found.filter(pk__in=texts.values("activity"))
        .annotate(
            own_text=FilteredRelation("texts", condition=Q(texts__language=reader)),
            original_text=FilteredRelation(
                "texts", condition=Q(texts__language=F("original_language"))
            ),
        )
        .annotate(rank=Greatest(own * 2, original))
    )


def _query(words: str) -> SearchQuery:
    """The words by every stemmer of the site's languages: an original can be in any of them."""
    configs = sorted({text_config(code) for code in languages.offered()})
    queries = [SearchQuery(words, config=config, search_type="plain") for config in configs]
    plain = SearchQuery(unaccent(words), config="simple", search_type="plain")
    return reduce(or_, queries, plain)


def languages_in_use() -> list[str]:
    """Codes of the languages in which published activities are held."""
    held = published().annotate(code=Func(F("languages"), function="unnest"))
    return sorted(held.values_list("code", flat=True).distinct().order_by())


def municipalities_in_use() -> QuerySet[Area]:
    """Municipalities in which there are published activities."""
    return Area.objects.filter(
        pk__in=published().filter(municipality__isnull=False).values("municipality")
    )
