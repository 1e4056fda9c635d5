"""How many activities each value of each facet gives, in one statement.

A value of a facet counts what would be found if it alone were chosen in its facet and everything
else stayed as it is. So an activity is looked at that misses what is asked in no facet, or in one:
`missed` has a bit for each facet in which it misses. When it takes place is asked of its dates,
each of which has a say about weekday, time of day, period and places left at once: `bits` has one
for each question about dates, and the dates are gone through once for all of them. What is full as
a whole meets no question that asks for places.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection
from django.db.models import (
    BooleanField,
    Case,
    ExpressionWrapper,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
)
from django.utils import timezone

from activities.models import Activity

from .. import listing, times
from ..asked import Filters, Period, TimeOfDay, Weekday
from ..sought import Sought, understood

# Facets whose values an activity has in a column, one or many; the expression gives them.
VALUES = {
    "language": "unnest(languages)",
    "theme": "unnest(themes)",
    "audience": "unnest(audiences)",
    "attendance": "attendance",
    "child_care": "child_care",
    "kind": "kind",
    "organisation": "organisation_id",
    "place": "CASE WHEN attendance IN ('online', 'hybrid') THEN 0 ELSE municipality_id END",
    "free": "CASE WHEN price_cents = 0 THEN 1 END",
    "step_free": "CASE WHEN step_free = 'yes' THEN 1 END",
    "no_sign_up": "CASE WHEN joining @> ARRAY['come']::varchar[] THEN 1 END",
}
_COLUMNS = (
    *("id", "languages", "themes", "audiences", "attendance", "child_care", "kind"),
    *("organisation_id", "municipality_id", "price_cents", "step_free", "joining"),
)
# Facets that ask for dates, with the fields that say what is asked.
OF_DATES = {
    "when": ("periods", "since", "until"),
    "weekday": ("weekdays",),
    "time": ("times",),
    "places_left": ("has_places",),
}
_FACETS = [*VALUES, "age"]
_NOTHING = Filters()
_ALWAYS = 1 << (len(Period) + 1)
_BY_DAYS = 1 << len(Period)


@dataclass(frozen=True)
class Counts:
    """`total`: of what is found. `values`: by facet and value, without those that give nothing; of
    a place by the id of the municipality, of which 0 is everywhere, of an organisation by its id.
    `loosened`: by each facet of which something is asked, what there would be without it."""

    total: int = 0
    values: dict[str, dict] = field(default_factory=dict)
    loosened: dict[str, int] = field(default_factory=dict)


def counted(
    filters: Filters, reader: str, now: datetime | None = None, sought: Sought | None = None
) -> Counts:
    """The counts for a question; `reader`: code of the reader's language, for the words. `sought`:
    what they mean, where that is known already."""
    now = now or timezone.now()
    if filters.words:
        sought = sought or understood(filters.words, reader)
    asked = listing.matches(filters, now)
    questions = _questions(filters)
    sql, params = _statement(
        _candidates(listing.worded(sought, reader), asked, questions, now), questions, filters, now
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows = cursor.fetchall()
    values: dict[str, dict] = {}
    for facet, text, number, count in rows:
        values.setdefault(facet, {})[number if text is None else text] = count
    missed, at = values.pop("missed", {}), values.pop("dates", {})
    numbered = {name: at.get(bit, 0) for bit, name in enumerate(questions)}
    for facet, value in (name for name in questions if name[1]):
        if numbered[facet, value]:
            values.setdefault(facet, {})[value] = numbered[facet, value]
    loosened = {
        facet: missed.get(0, 0) + missed.get(_bit(facet), 0) for facet in asked if facet != "dates"
    }
    for facet, names in OF_DATES.items():
        if any(getattr(filters, name) for name in names):
            loosened[facet] = numbered[facet, ""]
    return Counts(missed.get(0, 0), values, loosened)


def _questions(filters: Filters) -> dict[tuple[str, str | int], Filters]:
    """The questions about dates, by facet and value: the one that is asked, that with each other
    value instead, and that without each facet."""
    found = {("asked", ""): filters}
    for facet, values in (("when", Period), ("weekday", Weekday), ("time", TimeOfDay)):
        without = filters.but(**{name: getattr(_NOTHING, name) for name in OF_DATES[facet]})
        name = OF_DATES[facet][0]
        found |= {(facet, value): without.but(**{name: (value,)}) for value in values.values}
        found[facet, ""] = without
    found["places_left", 1] = filters.but(has_places=True)
    found["places_left", ""] = filters.but(has_places=False)
    return found


def _bit(facet: str) -> int:
    return 1 << _FACETS.index(facet)


def _candidates(found: QuerySet[Activity], asked, questions, now) -> QuerySet[Activity]:
    """What is published and has the words, with what it misses, and the questions about dates that
    it meets without dates of its own."""
    missed, undated = Value(0), Value(0)
    facets = [facet for facet in asked if facet != "dates"]
    for facet in facets:
        missed += Case(When(asked[facet], then=0), default=_bit(facet), output_field=IntegerField())
    # Whatever misses one at most meets one of any two: what misses both needs not be looked at.
    for one, other in zip(facets[::2], facets[1::2], strict=False):
        found = found.filter(asked[one] | asked[other])
    for number, question in enumerate(questions.values()):
        meets = times.is_open(question, now)
        meets = meets if question.asks_for_dates else meets | Q(schedules=[])
        undated += Case(When(meets, then=1 << number), default=0, output_field=IntegerField())
    has_none = Q(open_from__isnull=True) & ~Q(schedules=[])
    for_places = sum(1 << number for number, one in enumerate(questions.values()) if one.has_places)
    return found.annotate(
        missed=missed,
        undated=Case(When(has_none, then=0), default=undated),
        unmet=Case(When(times.HAS_PLACES, then=0), default=for_places, output_field=IntegerField()),
    ).values(*_COLUMNS, "missed", "undated", "unmet")


def _statement(candidates: QuerySet, questions, filters: Filters, now) -> tuple[str, list]:
    found, params = candidates.order_by().query.sql_with_params()
    dates, more = _dates(filters, now).query.sql_with_params()
    meets = [_meets(question) for question in questions.values()]
    met = " | ".join(
        f"CASE WHEN {one} THEN {1 << number} ELSE 0 END" for number, one in enumerate(meets)
    )
    # What misses nothing in any other facet, at a time that is asked for.
    counts = [
        f"""SELECT '{facet}', {"NULL, value::bigint" if _is_number(facet) else "value::text, NULL"},
            count(*)
        FROM (SELECT {value} AS value FROM one WHERE missed & ~{_bit(facet)} = 0 AND bits & 1 = 1)
            AS has
        WHERE value IS NOT NULL GROUP BY value"""
        for facet, value in VALUES.items()
    ]
    statement = f"""
        WITH found AS MATERIALIZED ({found}),
        near AS MATERIALIZED (SELECT * FROM found WHERE missed & (missed - 1) = 0),
        happening AS (
            SELECT DISTINCT activity_id, date
            FROM near JOIN (SELECT activity_id, {_PACKED} AS date FROM ({dates}) AS dates) AS date
                ON activity_id = id
            WHERE missed = 0 OR {meets[0]}
        ),
        dated AS (SELECT activity_id, bit_or({met}) AS bits FROM happening GROUP BY activity_id),
        one AS MATERIALIZED (
            SELECT near.*, (undated | coalesce(bits, 0)) & ~unmet AS bits
            FROM near LEFT JOIN dated ON activity_id = id
        )
        SELECT 'missed', NULL::text, missed::bigint, count(*) FROM one
        WHERE bits & 1 = 1 GROUP BY missed
        UNION ALL
        SELECT 'dates', NULL, bit, count(*)
        FROM one, generate_series(0, {len(questions) - 1}) AS bit
        WHERE missed = 0 AND bits >> bit & 1 = 1 GROUP BY bit
        UNION ALL {" UNION ALL ".join(counts)}
    """
    return statement, [*params, *more]


def _is_number(facet: str) -> bool:
    return facet in ("organisation", "place", "free", "step_free", "no_sign_up")


def _dates(filters: Filters, now: datetime) -> QuerySet:
    """The dates to come, with bits for the periods that each touches (the days between two dates,
    and any day, as well), its weekday and its time of day, and whether places are left."""
    today = timezone.localdate(now)
    days = Value(_ALWAYS)
    stretches = [[times.days_of(period, today)] for period in Period.values]
    if filters.since or filters.until:
        stretches.append([(filters.since, filters.until)])
    for number, stretch in enumerate(stretches):
        days += Case(
            When(times.touches(stretch), then=1 << number), default=0, output_field=IntegerField()
        )
    return (
        times.occurrences_to_come(now)
        .order_by()
        .annotate(days=days)
        .annotate(has_places=ExpressionWrapper(times.HAS_PLACES, BooleanField()))
        .values("activity_id", "days", "on_weekdays", "at_times", "has_places")
    )


# One number for all that is asked of a date, since most dates of an activity are alike.
_PACKED = "(days << 11) | (on_weekdays << 4) | (at_times << 1) | has_places::int"


def _meets(question: Filters) -> str:
    """The condition on a date, as it is packed."""
    days = times.bits(question.periods, Period)
    if question.since or question.until:
        days |= _BY_DAYS
    asked = [
        (days or _ALWAYS) << 11,
        times.bits(question.weekdays, Weekday) << 4,
        times.bits(question.times, TimeOfDay) << 1,
        int(question.has_places),
    ]
    return " AND ".join(f"date & {mask} <> 0" for mask in asked if mask)
