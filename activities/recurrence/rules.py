"""Rules of repetition: RRULE texts that we accept, read and written."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from dateutil import rrule
from django.utils.translation import gettext as _

from .problems import Problem

FREQUENCIES = {
    "DAILY": rrule.DAILY,
    "WEEKLY": rrule.WEEKLY,
    "MONTHLY": rrule.MONTHLY,
    "YEARLY": rrule.YEARLY,
}
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

    def moments(self, first: datetime, last: datetime) -> rrule.rrule:
        """Naive wall-clock moments from `first` on, none after `last` or `until`.

        The count is left to the caller: a rule with a count that never comes true must end too.
        """
        return rrule.rrule(
            FREQUENCIES[self.frequency],
            dtstart=first,
            interval=self.interval,
            wkst=self.week_start,
            until=min(last, self.until) if self.until else last,
            byweekday=[rrule.weekday(day, n or None) for n, day in self.weekdays] or None,
            bymonthday=self.month_days or None,
            bymonth=self.months or None,
            bysetpos=self.positions or None,
        )


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
