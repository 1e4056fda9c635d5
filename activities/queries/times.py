"""When activities take place, as a reader asks for it: periods, weekdays, times of day.

A date is asked for where all of it holds at once: “Thursday, in the evening, this week” is one
evening. It is on the weekday on which it begins, and at the time of day at which it begins, by the
clock of its own time zone; a date of a whole day is at any time of the day. What has opening hours
is there on the weekdays, and at the times of day, on which it is open for a while.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, TextChoices
from django.utils import timezone

from activities.models import Activity, Occurrence
from activities.models.activity import EVENING, NOON
from activities.recurrence import LONGEST, Series
from polku.base import page_cache

from .asked import Filters, Period, TimeOfDay, Weekday

DAY = timedelta(days=1)
# Of an activity or of a date: who signs up for the other of them, or without a limit, finds None.
HAS_PLACES = Q(places_left__isnull=True) | Q(places_left__gt=0)
# Both ends are among the days; None where the end is open.
Days = tuple[date | None, date | None]


def days_of(period: str, today: date) -> Days:
    """A week begins on Monday, and what is left of it is this week."""
    sunday = today + DAY * (6 - today.weekday())
    if period == Period.TODAY:
        return today, today
    if period == Period.THIS_WEEK:
        return today, sunday
    return max(today, sunday - DAY), sunday


def stretches(filters: Filters, today: date) -> list[Days]:
    """The stretches of days that are asked for; none where any day will do."""
    asked = [days_of(period, today) for period in filters.periods]
    if filters.since or filters.until:
        asked.append((filters.since, filters.until))
    return asked


def occurrences_to_come(
    now: datetime, since: date | None = None, until: date | None = None
) -> QuerySet[Occurrence]:
    """Scheduled dates that have not ended, and those of them that touch the days from `since` to
    `until`. That none lasts longer than a month lets the index on the beginning do the work."""
    after = max(now, midnight(since)) if since else now
    found = Occurrence.objects.filter(
        status=Occurrence.Status.SCHEDULED, starts_at__gt=after - LONGEST - DAY * 2
    ).filter(ends_at__gt=after)
    return found.filter(starts_at__lt=midnight(until + DAY)) if until else found


def next_change(now: datetime) -> datetime | None:
    """When the next date begins or ends, or the next opening does; None where that is later than
    any page is kept."""
    soon = now + page_cache.LONGEST
    near = occurrences_to_come(now).filter(starts_at__lte=soon)
    moments = [
        *near.aggregate(
            begins=Min("starts_at", filter=Q(starts_at__gt=now)), ends=Min("ends_at")
        ).values(),
        *Activity.objects.filter(open_from__isnull=False)
        .aggregate(
            begins=Min("open_from", filter=Q(open_from__gt=now)),
            ends=Min("open_until", filter=Q(open_until__gt=now)),
        )
        .values(),
    ]
    return min((moment for moment in moments if moment), default=None)


def dates(filters: Filters, now: datetime) -> QuerySet[Occurrence]:
    """The dates to come that are asked for. A page that shows them is made anew at the next
    change."""
    page_cache.until(next_change)
    asked = stretches(filters, timezone.localdate(now))
    firsts, lasts = zip(*asked, strict=True) if asked else ((None,), (None,))
    # The whole stretch lets the index work; which days of it are asked for is said below.
    found = occurrences_to_come(
        now,
        None if None in firsts else min(firsts),
        None if None in lasts else max(lasts),
    )
    if len(asked) > 1:
        found = found.filter(touches(asked))
    if filters.weekdays:
        asked_days = F("on_weekdays").bitand(bits(filters.weekdays, Weekday))
        found = found.alias(asked_weekdays=asked_days).filter(asked_weekdays__gt=0)
    if filters.times:
        asked_times = F("at_times").bitand(bits(filters.times, TimeOfDay))
        found = found.alias(asked_times=asked_times).filter(asked_times__gt=0)
    return found.filter(HAS_PLACES) if filters.has_places else found


def touches(asked: list[Days]) -> Q:
    """Dates of which a part lies in one of these stretches."""
    either = Q()
    for since, until in asked:
        one = Q()
        if since:
            one &= Q(ends_at__gt=midnight(since))
        if until:
            one &= Q(starts_at__lt=midnight(until + DAY))
        either |= one
    return either


HOURS = {
    TimeOfDay.MORNING: (0, NOON),
    TimeOfDay.DAY: (NOON, EVENING),
    TimeOfDay.EVENING: (EVENING, 24),
}


def number(weekday: str) -> int:
    """1 for Monday, as ISO 8601 and PostgreSQL's `isodow` count."""
    return Weekday.values.index(weekday) + 1


def bits(values: Iterable[str], choices: type[TextChoices]) -> int:
    """A bit for each value, in the order of the choices."""
    return sum(1 << choices.values.index(value) for value in values)


def takes_place(filters: Filters, now: datetime) -> Q:
    """Activities with a date that is asked for, or open then; those that say no time where none is
    asked for. Where places are asked for, such a date has one, and so has the series."""
    found = Q(Exists(dates(filters, now).filter(activity=OuterRef("pk"))))
    found |= is_open(filters, now)
    if not filters.asks_for_dates:
        found |= Q(schedules=[])
    return found & HAS_PLACES if filters.has_places else found


def is_open(filters: Filters, now: datetime) -> Q:
    """What has opening hours and is open in one of the stretches that are asked for."""
    either = Q()
    for since, until in stretches(filters, timezone.localdate(now)) or [(None, None)]:
        either |= _is_open_in(since, until, now) & _is_open_at(filters, since, until, now)
    return Q(open_from__isnull=False) & either


def _is_open_in(since: date | None, until: date | None, now: datetime) -> Q:
    after = max(now, midnight(since)) if since else now
    found = Q(open_until__isnull=True) | Q(open_until__gt=after)
    return found & Q(open_from__lt=midnight(until + DAY)) if until else found


def _is_open_at(filters: Filters, since: date | None, until: date | None, now: datetime) -> Q:
    """By its weekly hours, as far as weekdays or times are asked for or the stretch is less than a
    week."""
    first = max(filter(None, [since, timezone.localdate(now)]))
    length = (until - first).days + 1 if until else 7
    if length >= 7 and not (filters.weekdays or filters.times):
        return Q()
    there = {(first + DAY * ahead).isoweekday() for ahead in range(min(length, 7))}
    weekdays = {number(weekday) for weekday in filters.weekdays} or {*range(1, 8)}
    times = filters.times or TimeOfDay.values
    return Q(open_slots__overlap=[slot(day, at) for day in there & weekdays for at in times])


def slot(weekday: int, time_of_day: str) -> int:
    """A weekday (1–7) and a time of day as one number, as `Activity.open_slots` keeps them."""
    return weekday * 10 + TimeOfDay.values.index(time_of_day)


def open_slots(series: Iterable[Series]) -> list[int]:
    """The slots in which what has opening hours is open for a while; closing at midnight is the end
    of the day, and what closes before it opens goes on after midnight."""
    found = set()
    for one in series:
        for opening in one.hours if one.is_open else ():
            weekday, opens, closes = opening.weekday + 1, opening.opens, opening.closes
            if closes <= opens:
                found |= _slots(weekday % 7 + 1, time.min, closes)
                closes = time.max
            found |= _slots(weekday, opens, closes)
    return sorted(found)


def _slots(weekday: int, opens: time, closes: time) -> set[int]:
    return {
        slot(weekday, at)
        for at, (first, last) in HOURS.items()
        if opens.hour < last and closes > time(first)
    }


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
