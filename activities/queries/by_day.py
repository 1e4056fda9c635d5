"""The dates of what a reader finds, by the days on which they are: day after day, and by month.

Of a busy day only the first dates are shown; `count` says how many there are.
"""

from calendar import monthcalendar
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta
from django.db import connection
from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    Expression,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Greatest
from django.utils import timezone

from activities.models import Occurrence
from activities.recurrence import LONGEST

from . import times
from .asked import Filters
from .cards import Card, cards_of_dates
from .listing import find

MOST_A_DAY = 20
MOST_IN_A_CELL = 3
# Dates are known so far ahead.
MONTHS_AHEAD = 18
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


@dataclass(frozen=True)
class Day:
    date: date
    count: int = 0
    cards: list[Card] = field(default_factory=list)

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.cards)


@dataclass(frozen=True)
class Month:
    """`first`: its first day. `weeks`: from Monday to Sunday, None for days of other months."""

    first: date
    weeks: list[list[Day | None]]

    @property
    def is_empty(self) -> bool:
        return not any(day and day.count for week in self.weeks for day in week)


def days_with_dates(filters: Filters, reader: str) -> list[tuple[date, int]]:
    """The days on which anything begins, each with how many dates; what has begun already counts
    for the first day that is asked for."""
    found = _dates(filters, reader, timezone.now()).order_by("day")
    return list(found.values("day").annotate(count=Count("pk")).values_list("day", "count"))


def days(filters: Filters, reader: str, shown: list[tuple[date, int]]) -> list[Day]:
    """These days, some of those that `days_with_dates` gives, with their first dates."""
    if not shown:
        return []
    wanted = [day for day, _count in shown]
    found = _between(_dates(filters, reader, timezone.now()), wanted[0], wanted[-1])
    found = found.annotate(begins=F("day"), ends=F("day"))
    numbered = _by_day(found, wanted[0], wanted[-1], MOST_A_DAY)
    cards = _cards(numbered, reader)
    return [Day(day, count, cards.get(day, [])) for day, count in shown]


def month(filters: Filters, reader: str, first: date) -> Month:
    """What lasts over several days is on each of them."""
    now = timezone.now()
    last = first + relativedelta(months=1) - DAY
    # What goes on after midnight is not on two days.
    is_long = Q(ends_at__gte=F("starts_at") + DAY)
    found = _between(_dates(filters, reader, now), first, last).annotate(
        begins=LocalDay(F("starts_at")),
        ends=LocalDay(
            Case(When(is_long, then=F("ends_at") - Value(SECOND)), default=F("starts_at"))
        ),
    )
    since = max(first, timezone.localdate(now))
    numbered = _by_day(found, since, last, MOST_IN_A_CELL)
    asked = times.stretches(filters, timezone.localdate(now))
    numbered = {day: dates for day, dates in numbered.items() if _is_in(day, asked)}
    cards = _cards(numbered, reader)

    def drawn(number: int) -> Day | None:
        if not number:
            return None
        day = first.replace(day=number)
        count, _keys = numbered.get(day, (0, []))
        return Day(day, count, cards.get(day, []))

    weeks = monthcalendar(first.year, first.month)
    return Month(first, [[drawn(number) for number in week] for week in weeks])


def months() -> tuple[date, date]:
    """The first day of the first month and of the last one in which dates are known."""
    this = timezone.localdate().replace(day=1)
    return this, this + relativedelta(months=MONTHS_AHEAD)


def first_day(filters: Filters, reader: str, after: date | None = None) -> date | None:
    """The first day with anything, on or after a day."""
    found = _dates(filters, reader, timezone.now())
    if after:
        found = found.filter(ends_at__gt=times.midnight(after))
    return found.order_by("day").values_list("day", flat=True).first()


def without_dates(filters: Filters, reader: str) -> int:
    """How many are found that have no date of their own: opening hours, or no time at all."""
    dated = times.dates(filters, timezone.now()).filter(activity=OuterRef("pk"))
    return find(filters, reader).filter(~Exists(dated)).count()


def _dates(filters: Filters, reader: str, now: datetime) -> QuerySet[Occurrence]:
    """The dates that are asked for, of what is found; with the first `day` that is asked for on
    which each is."""
    found = find(filters, reader).order_by().values("pk")
    today = timezone.localdate(now)
    begins = LocalDay(F("starts_at"))
    asked = sorted(times.stretches(filters, today), key=lambda days: days[0] or date.min)
    first = [
        When(
            times.touches([(since, until)]),
            then=Greatest(begins, Value(max(since or today, today))),
        )
        for since, until in asked
    ]
    return (
        times.dates(filters, now)
        .filter(activity__in=found)
        .annotate(day=Case(*first, default=Greatest(begins, Value(today))))
        .order_by()
    )


class LocalDay(Func):
    """The day of a moment by the clock of the date's own time zone."""

    arg_joiner = " AT TIME ZONE "
    template = "(%(expressions)s)::date"
    output_field = DateField()

    def __init__(self, moment: Expression | F):
        super().__init__(moment, F("timezone"))


def _between(found: QuerySet[Occurrence], first: date, last: date) -> QuerySet[Occurrence]:
    """Those near these days; a day more at both ends for other time zones."""
    since = times.midnight(first - DAY)
    return found.filter(
        starts_at__gt=since - LONGEST - DAY,
        ends_at__gt=since,
        starts_at__lt=times.midnight(last + DAY * 2),
    )


def _by_day(found: QuerySet[Occurrence], first: date, last: date, most: int) -> dict:
    """By each day from `first` to `last`: how many dates it has, and the keys of the first ones. A
    date is on each day from that on which it `begins` to that on which it `ends`."""
    dates, params = found.values("pk", "starts_at", "begins", "ends").query.sql_with_params()
    statement = f"""
        SELECT day::date, id, total FROM (
            SELECT day, id, row_number() OVER (PARTITION BY day ORDER BY starts_at, id) AS number,
                count(*) OVER (PARTITION BY day) AS total
            FROM ({dates}) AS found(id, starts_at, begins, ends),
                generate_series(greatest(begins, %s), least(ends, %s), interval '1 day') AS day
        ) AS numbered WHERE number <= %s ORDER BY day, number
    """
    numbered: dict[date, tuple[int, list[int]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(statement, [*params, first, last, most])
        for day, key, total in cursor.fetchall():
            numbered.setdefault(day, (total, []))[1].append(key)
    return numbered


def _cards(numbered: dict[date, tuple[int, list[int]]], reader: str) -> dict[date, list[Card]]:
    keys = {key for _count, keys in numbered.values() for key in keys}
    dates = Occurrence.objects.filter(pk__in=keys).select_related(
        "activity__organisation", "activity__municipality"
    )
    made = cards_of_dates(dates, reader)
    return {
        day: [made[key] for key in keys if key in made] for day, (_count, keys) in numbered.items()
    }


def _is_in(day: date, asked: list[times.Days]) -> bool:
    return not asked or any(
        (since is None or since <= day) and (until is None or day <= until)
        for since, until in asked
    )
