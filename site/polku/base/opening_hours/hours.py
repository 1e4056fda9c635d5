"""What opening hours are, and what they answer."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby

import holidays

WEEK = range(7)  # Monday is 0, as `date.weekday` has it
_FREE = holidays.country_holidays("FI")


def is_public_holiday(day: date) -> bool:
    return day in _FREE


@dataclass(frozen=True, order=True)
class Span:
    """From when until when; the end is not included, and midnight as an end is the day's end."""

    opens: time
    closes: time

    def holds(self, moment: time) -> bool:
        return self.opens <= moment and (moment < self.closes or self.closes == time.min)


@dataclass(frozen=True)
class OtherDays:
    """Days, both included, on which other hours hold than those of the week; none is closed."""

    first: date
    last: date
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True)
class OpeningHours:
    """`week`: the spans of each weekday. Times are local ones of the place."""

    week: tuple[tuple[Span, ...], ...] = ((),) * 7
    others: tuple[OtherDays, ...] = field(default=())

    def __bool__(self) -> bool:
        return any(self.week) or bool(self.others)

    def spans_on(self, day: date) -> tuple[Span, ...]:
        """When it is open on a day; nothing where it is closed. Of several exceptions for a day
        the shortest holds, since it was written for fewer days. On a public holiday the hours of
        the week do not hold: nobody shall stand before a closed door."""
        fitting = [other for other in self.others if other.first <= day <= other.last]
        if fitting:
            return min(fitting, key=lambda other: other.last - other.first).spans
        return () if is_public_holiday(day) else self.week[day.weekday()]

    def is_open(self, moment: datetime) -> bool:
        """Whether it is open at a moment of the place's own clock."""
        return any(span.holds(moment.time()) for span in self.spans_on(moment.date()))

    def runs(self) -> Iterator[tuple[int, int, tuple[Span, ...]]]:
        """The week in runs of days with the same hours: first day, last day, spans."""
        for spans, days in groupby(WEEK, key=lambda day: self.week[day]):
            days = list(days)
            yield days[0], days[-1], spans

    def others_to_come(self, today: date, within: timedelta) -> list[OtherDays]:
        """Exceptions that begin within a time from today and have not passed, soonest first; with
        the public holidays on which it is closed though the week says else."""
        coming = [o for o in self.others if o.last >= today and o.first <= today + within]
        days = (today + timedelta(days=number) for number in range(within.days + 1))
        closed = [
            OtherDays(day, day)
            for day in days
            if is_public_holiday(day)
            and self.week[day.weekday()]
            and not any(o.first <= day <= o.last for o in self.others)
        ]
        return sorted([*coming, *closed], key=lambda other: (other.first, other.last))

    def stored(self) -> dict:
        """As JSON: `{"week": [[["09:00", "15:00"]], …], "others": [{"first": …}]}`."""
        return {
            "week": [_stored(spans) for spans in self.week],
            "others": [
                {
                    "first": other.first.isoformat(),
                    "last": other.last.isoformat(),
                    "spans": _stored(other.spans),
                }
                for other in self.others
            ],
        }

    @classmethod
    def of(cls, stored: dict | None) -> "OpeningHours":
        """From what `stored` wrote; nothing makes hours of a place that is never open."""
        if not stored:
            return cls()
        return cls(
            week=tuple(_spans(spans) for spans in stored["week"]),
            others=tuple(
                OtherDays(
                    date.fromisoformat(other["first"]),
                    date.fromisoformat(other["last"]),
                    _spans(other["spans"]),
                )
                for other in stored["others"]
            ),
        )


def _stored(spans: tuple[Span, ...]) -> list[list[str]]:
    return [[f"{span.opens:%H:%M}", f"{span.closes:%H:%M}"] for span in spans]


def _spans(stored: list) -> tuple[Span, ...]:
    return tuple(
        Span(time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in stored
    )
