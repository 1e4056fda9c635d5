"""Which activities a reader finds, and in which order.

Words are looked for in the reader's language first and in the original second; `sought` says what
answers them.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from operator import or_

from django.contrib.postgres.search import SearchRank
from django.db.models import (
    Case,
    Exists,
    F,
    FilteredRelation,
    FloatField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce, Greatest, Least
from django.utils import timezone

from activities.models import Activity, ActivityText, Answer, Attendance, Joining
from orgs.models import Area
from polku.base import languages
from polku.base.words import fold

from . import times
from .asked import Filters, Place
from .sought import Question, Sought, meant, understood

EVERYWHERE = (Attendance.ONLINE, Attendance.HYBRID)


def published() -> QuerySet[Activity]:
    """Those of which there is a text in a language of the site."""
    texts = ActivityText.objects.filter(activity=OuterRef("pk"), language__in=languages.offered())
    return _on_offer().filter(Exists(texts))


def _on_offer() -> QuerySet[Activity]:
    return Activity.objects.filter(
        status=Activity.Status.PUBLISHED, organisation__closed_on__isnull=True
    )


def worded(sought: Sought | None, reader: str) -> QuerySet[Activity]:
    """Published activities whose text in the reader's language, or in the original one, has the
    words; all of them where there are no words."""
    # A text that has the words is one that there is.
    return _on_offer().filter(_answering(sought.near, reader)) if sought else published()


def find(filters: Filters, reader: str, sought: Sought | None = None) -> QuerySet[Activity]:
    """Published activities that are still to come, are open or have no dates. `reader`: code of the
    reader's language. `sought`: what the words mean, where that is known already.

    Soonest first: dates, and what will open, by `next_start`. What is open already has none and
    comes after them, so that it hides no single evening; what says no time comes last.
    """
    now = timezone.now()
    if filters.words:
        sought = sought or understood(filters.words, reader)
    found = worded(sought, reader).filter(*matches(filters, now).values())
    found = found.annotate(next_start=next_start(filters, now))
    order = [F("next_start").asc(nulls_last=True), F("open_from").desc(nulls_last=True), "pk"]
    if filters.words:
        found = _ranked(found, sought, reader)
        if filters.is_by_match:
            order.insert(0, "-rank")
    return found.select_related("organisation", "municipality").order_by(*order)


def matches(filters: Filters, now: datetime) -> dict[str, Q]:
    """By facet, what an activity must be; facets of which nothing is asked are left out, but for
    “dates”, since nothing is shown that is over. Words are asked apart."""
    has = {
        "language": filters.languages and Q(languages__overlap=[*filters.languages]),
        "place": filters.places and _in_one_of(filters.places),
        "theme": filters.themes and Q(themes__overlap=[*filters.themes]),
        "audience": filters.audiences and Q(audiences__overlap=[*filters.audiences]),
        "age": filters.age is not None and _for_age(filters.age),
        "free": filters.is_free and Q(price_cents=0),
        "attendance": filters.attendances and Q(attendance__in=filters.attendances),
        "child_care": filters.child_care and Q(child_care__in=filters.child_care),
        "step_free": filters.is_step_free and Q(step_free=Answer.YES),
        "no_sign_up": filters.needs_no_sign_up and Q(joining__contains=[Joining.COME]),
        "organisation": filters.organisations and Q(organisation__slug__in=filters.organisations),
        "kind": filters.kinds and Q(kind__in=filters.kinds),
        "dates": times.takes_place(filters, now),
    }
    return {facet: asked for facet, asked in has.items() if asked}


def _in_one_of(places: Iterable[Place]) -> Q:
    """In a municipality that is one of these areas or part of one. What can be joined from home is
    everywhere."""
    named = reduce(or_, (Q(kind=place.kind, code=place.code) for place in places))
    areas = Area.objects.filter(named)
    here = Area.objects.filter(Q(pk__in=areas.values("pk")) | Q(part_of__in=areas.values("pk")))
    return Q(municipality__in=here.values("pk")) | Q(attendance__in=EVERYWHERE)


def _for_age(age: int) -> Q:
    return (Q(age_from__isnull=True) | Q(age_from__lte=age)) & (
        Q(age_to__isnull=True) | Q(age_to__gte=age)
    )


def next_start(filters: Filters, now: datetime) -> Least:
    """The first of the dates that are asked for, or when it opens."""
    coming = times.dates(filters, now).filter(activity=OuterRef("pk"))
    first = Subquery(coming.order_by("starts_at").values("starts_at")[:1])
    return Least(first, Case(When(open_from__gt=now, then=F("open_from"))))


def exactly_with_words(words: str, reader: str) -> Q:
    """Those that have them as they are asked."""
    return _answering(understood(words, reader).exact, reader)


def _answering(question: str, reader: str) -> Q:
    original = Q(language=F("activity__original_language"), language__in=languages.offered())
    texts = ActivityText.objects.filter(Q(language=reader) | original, search=Question(question))
    return Q(pk__in=texts.values("activity"))


def _ranked(found: QuerySet, sought: Sought, reader: str) -> QuerySet:
    """Whatever has the words exactly comes before what has them nearly; in each, the text in the
    reader's language counts twice as much as the original."""
    own, original = (
        Case(When(Q((f"{name}__search", Question(sought.exact))), then=1.0), default=0.0)
        + Coalesce(SearchRank(F(f"{name}__search"), Question(sought.near)), 0.0) * share
        for name, share in (("own_text", 1.0), ("original_text", 0.5))
    )
    return found.annotate(
        own_text=FilteredRelation("texts", condition=Q(texts__language=reader)),
        original_text=FilteredRelation(
            "texts", condition=Q(texts__language=F("original_language"))
        ),
    ).annotate(rank=Greatest(own, original, output_field=FloatField()))


def did_you_mean(words: str, reader: str, filters: Filters) -> str | None:
    """Other words, each of them in use, that find something where these are not in use; None where
    there are none. Everything else stays as it is asked."""
    better = meant(words, reader)
    if fold(better) == fold(words):
        return None
    found = published().filter(
        exactly_with_words(better, reader), *matches(filters, timezone.now()).values()
    )
    return better if found.exists() else None
