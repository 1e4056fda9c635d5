"""Rules of repetition: RRULE texts that we accept, read and written, and the dates they give.

The dates are reckoned here and not by dateutil, which only looks at the end of a rule when it has
found a date: one that never comes true (`FREQ=DAILY;INTERVAL=7;BYDAY=TU` from a Monday on) keeps it
busy until the year 9999, and weekdays with and without a number it joins by “and”. Tests hold the
two against each other.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from .problems import Problem

FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MOST_TIMES = 1000
LARGEST_INTERVAL = 100
_KNOWN = frozenset(
    ["FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"]
)


@dataclass(frozen=True)
class Rule:
    """One RRULE. `weekdays` are (n, weekday): (0, 2) every Wednesday, (-1, 4) the last Friday.

    `until` is the last wall-clock moment, naive, in the zone of the series.
    """

    frequency: str
    interval: int = 1
    count: int | None = None
    until: datetime | None = None
    weekdays: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    week_start: int = 0

    def __str__(self):
        parts = [f"FREQ={self.frequency}"]
        if self.interval != 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.weekdays:
            days = ",".join(f"{n or ''}{WEEKDAYS[day]}" for n, day in self.weekdays)
            parts.append(f"BYDAY={days}")
        for name, values in (
            ("BYMONTHDAY", self.month_days),
            ("BYMONTH", self.months),
            ("BYSETPOS", self.positions),
        ):
            if values:
                parts.append(f"{name}={','.join(map(str, values))}")
        if self.week_start:
            parts.append(f"WKST={WEEKDAYS[self.week_start]}")
        if self.count:
            parts.append(f"COUNT={self.count}")
        if self.until:
            parts.append(f"UNTIL={self.until:%Y%m%dT%H%M%S}")
        return ";".join(parts)

    def dates(self, first: datetime, last: date) -> Iterator[date]:
        """The dates from `first` on, a naive wall-clock moment, up to `last`, in order."""
        return islice(self._uncounted(first, last), self.count)

    def _uncounted(self, first: datetime, last: date) -> Iterator[date]:
        for period in self._periods(first.date(), last):
            days = [day for day in period if self._comes_true(day, first.date())]
            for day in self._at_positions(days):
                if day > last or (self.until and datetime.combine(day, first.time()) > self.until):
                    return
                if day >= first.date():
                    yield day

    def _periods(self, first: date, last: date) -> Iterator[list[date]]:
        """The days of each period that counts, from that of the first date on."""
        match self.frequency:
            case "DAILY":
                start, length = first, 1
            case "WEEKLY":
                start, length = first - timedelta((first.weekday() - self.week_start) % 7), 7
            case "MONTHLY":
                yield from self._months(first.year * 12 + first.month - 1, self.interval, last)
                return
            case "YEARLY":
                for year in range(first.year, last.year + 1, self.interval):
                    yield [day for month in self._months(year * 12, 1, last, 12) for day in month]
                return
        while start <= last:
            yield [start + timedelta(days=n) for n in range(length)]
            start += timedelta(days=length * self.interval)

    @staticmethod
    def _months(start: int, step: int, last: date, most: int | None = None) -> Iterator[list[date]]:
        """The days of each `step`th month; months are counted from the year 0."""
        end = last.year * 12 + last.month if most is None else start + most
        for number in range(start, end, step):
            year, month = number // 12, number % 12 + 1
            yield [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]

    def _comes_true(self, day: date, first: date) -> bool:
        """Whether a day of a period is chosen; what the rule leaves open is as on the first day."""
        if self.months and day.month not in self.months:
            return False
        if self.month_days and not {day.day, day.day - _days_in_month(day) - 1} & {
            *self.month_days
        }:
            return False
        if self.weekdays:
            return any(
                weekday == day.weekday() and (n == 0 or n in self._ordinals(day))
                for n, weekday in self.weekdays
            )
        if self.month_days:
            return True
        match self.frequency:
            case "WEEKLY":
                return day.weekday() == first.weekday()
            case "MONTHLY":
                return day.day == first.day
            case "YEARLY":
                return day.day == first.day and (bool(self.months) or day.month == first.month)
        return True

    def _ordinals(self, day: date) -> tuple[int, int]:
        """Which of its weekday a day is, from the beginning and from the end of its month; of its
        year where the rule is by years and names no months."""
        if self.frequency == "YEARLY" and not self.months:
            number, days = day.timetuple().tm_yday, 366 if monthrange(day.year, 2)[1] == 29 else 365
        else:
            number, days = day.day, _days_in_month(day)
        return (number - 1) // 7 + 1, -((days - number) // 7 + 1)

    def _at_positions(self, days: list[date]) -> list[date]:
        if not self.positions:
            return days
        chosen = {n - 1 if n > 0 else len(days) + n for n in self.positions}
        return [day for n, day in enumerate(days) if n in chosen]


def _days_in_month(day: date) -> int:
    return monthrange(day.year, day.month)[1]


def parse(text: str, timezone: ZoneInfo | None = None) -> Rule:
    """The rule of an RRULE text, with or without its name; raises Problem.

    An UNTIL in UTC, as the standard wants it, is turned into wall-clock time of `timezone`; one
    without a time means the whole day.
    """
    parts = _parts(text)
    frequency = parts.get("FREQ", "")
    if frequency not in FREQUENCIES:
        raise Problem(_("Say how often it happens: every day, week, month or year."))
    if "COUNT" in parts and "UNTIL" in parts:
        raise Problem(_("Say either how many times or until which date, not both."))
    rule = Rule(
        frequency=frequency,
        interval=_number(parts.get("INTERVAL", "1"), 1, LARGEST_INTERVAL),
        count=_number(parts["COUNT"], 1, MOST_TIMES) if "COUNT" in parts else None,
        until=_until(parts["UNTIL"], timezone) if "UNTIL" in parts else None,
        weekdays=tuple(_weekday(item, frequency) for item in _items(parts, "BYDAY")),
        month_days=_numbers(parts, "BYMONTHDAY", 31, negative=True),
        months=_numbers(parts, "BYMONTH", 12),
        positions=_numbers(parts, "BYSETPOS", 366, negative=True),
        week_start=_weekday(parts.get("WKST", "MO"), "WEEKLY")[1],
    )
    if rule.month_days and frequency == "WEEKLY":
        raise Problem(_("A rule by weeks names weekdays, not days of the month."))
    if rule.positions and not (rule.weekdays or rule.month_days or rule.months):
        raise Problem(_("A position needs weekdays or days of the month to choose from."))
    return rule


def _parts(text: str) -> dict[str, str]:
    text = text.strip().upper().removeprefix("RRULE:").rstrip(";")
    parts = {}
    for part in text.split(";"):
        name, equals, value = part.partition("=")
        if not equals or not value:
            raise Problem(
                _("“%(part)s” cannot be read. A rule looks like “FREQ=WEEKLY;BYDAY=WE”.")
                % {"part": part}
            )
        if name not in _KNOWN:
            raise Problem(
                _(
                    "“%(part)s” is not possible here. An activity repeats by days, weeks, months "
                    "or years; write other dates as extra dates."
                )
                % {"part": name}
            )
        if name in parts:
            raise Problem(_("“%(part)s” is there twice; leave one.") % {"part": name})
        parts[name] = value
    return parts


def _items(parts: dict[str, str], name: str) -> list[str]:
    return parts[name].split(",") if name in parts else []


def _numbers(
    parts: dict[str, str], name: str, largest: int, *, negative: bool = False
) -> tuple[int, ...]:
    smallest = -largest if negative else 1
    return tuple(_number(item, smallest, largest) for item in _items(parts, name))


def _number(text: str, smallest: int, largest: int) -> int:
    if not re.fullmatch(r"[+-]?[0-9]{1,4}", text, re.ASCII):
        raise Problem(_("“%(text)s” is no number.") % {"text": text})
    number = int(text)
    if number == 0 or not smallest <= number <= largest:
        raise Problem(
            _("%(number)s is too much or too little: choose from %(smallest)s to %(largest)s.")
            % {"number": number, "smallest": smallest, "largest": largest}
        )
    return number


def _weekday(text: str, frequency: str) -> tuple[int, int]:
    match = re.fullmatch(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)", text, re.ASCII)
    if not match:
        raise Problem(
            _("“%(text)s” is no weekday. Write MO, TU, WE, TH, FR, SA or SU.") % {"text": text}
        )
    ordinal, day = match.groups()
    if ordinal is None:
        return 0, WEEKDAYS.index(day)
    if frequency not in ("MONTHLY", "YEARLY"):
        raise Problem(
            _("“%(text)s” counts within a month or year; use it with those only.") % {"text": text}
        )
    return _number(ordinal, -53, 53), WEEKDAYS.index(day)


def _until(text: str, timezone: ZoneInfo | None) -> datetime:
    for form in ("%Y%m%d", "%Y%m%dT%H%M%S", "%Y%m%dT%H%M%SZ"):
        try:
            moment = datetime.strptime(text, form)
        except ValueError:
            continue
        if form == "%Y%m%d":
            return datetime.combine(moment.date(), time(23, 59, 59))
        if form.endswith("Z") and timezone is not None:
            return moment.replace(tzinfo=UTC).astimezone(timezone).replace(tzinfo=None)
        return moment
    raise Problem(
        _("“%(text)s” is no last date. Write it as in %(example)s.")
        % {"text": text, "example": f"{date(2027, 5, 31):%Y%m%d}"}
    )
