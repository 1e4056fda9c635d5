"""A schedule and the slots of time it gives."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from polku.base.templatetags.presentation import short_day

from . import clock
from .problems import Problem
from .rules import MOST_TIMES, Rule, parse

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)
LONGEST = timedelta(days=31)


@dataclass(frozen=True)
class Series:
    """When an activity happens. `rrule` is empty where it does not repeat by a rule."""

    first_date: date
    starts: time
    duration: timedelta
    rrule: str = ""
    timezone: str = "Europe/Helsinki"
    excluded: frozenset[date] = frozenset()
    extra: frozenset[date] = frozenset()

    @property
    def zone(self) -> ZoneInfo:
        return clock.zone(self.timezone)

    @property
    def rule(self) -> Rule | None:
        return parse(self.rrule, self.zone) if self.rrule else None

    def to_json(self) -> dict:
        return {
            "first_date": self.first_date.isoformat(),
            "starts": self.starts.isoformat(),
            "minutes": int(self.duration.total_seconds() // 60),
            "rrule": self.rrule,
            "timezone": self.timezone,
            "excluded": sorted(day.isoformat() for day in self.excluded),
            "extra": sorted(day.isoformat() for day in self.extra),
        }

    @classmethod
    def from_json(cls, stored: dict) -> "Series":
        return cls(
            first_date=date.fromisoformat(stored["first_date"]),
            starts=time.fromisoformat(stored["starts"]),
            duration=timedelta(minutes=stored["minutes"]),
            rrule=stored["rrule"],
            timezone=stored["timezone"],
            excluded=frozenset(map(date.fromisoformat, stored["excluded"])),
            extra=frozenset(map(date.fromisoformat, stored["extra"])),
        )

    def dates(self, last: date) -> list[date]:
        """The local dates up to and including `last`, in order; raises Problem."""
        days = {self.first_date} if not self.rrule else {*self._by_rule(last)}
        return sorted(day for day in (days | self.extra) - self.excluded if day <= last)

    def _by_rule(self, last: date) -> Iterator[date]:
        return self.rule.dates(datetime.combine(self.first_date, self.starts), last)


@dataclass(frozen=True)
class Slot:
    """One occurrence: its local start, which names it, and its moments in UTC."""

    local_date: date
    local_time: time
    timezone: str
    starts_at: datetime
    ends_at: datetime


def expand(series: Series, *, after: datetime, last: date) -> list[Slot]:
    """The slots that end after the moment `after` and begin on `last` at the latest, in order, at
    most `MOST_TIMES`; raises Problem."""
    zone = series.zone
    # Dates far enough back cannot reach `after`; leaving them out saves the reckoning.
    earliest = after.astimezone(zone).date() - LONGEST - timedelta(days=2)
    slots = (
        Slot(
            day,
            series.starts,
            series.timezone,
            clock.instant(day, series.starts, zone),
            clock.end(day, series.starts, series.duration, zone),
        )
        for day in series.dates(last)
        if day >= earliest
    )
    return list(islice((slot for slot in slots if slot.ends_at > after), MOST_TIMES))


def check(series: Series) -> None:
    """Raise Problem for the first thing that is wrong with a series."""
    clock.zone(series.timezone)
    rule = series.rule
    if not EARLIEST <= series.first_date < LATEST:
        raise Problem(_("Check the year of the first date."), "first_date")
    if not timedelta(0) < series.duration <= LONGEST:
        raise Problem(_("It lasts from one minute to 31 days."), "duration_minutes")
    if both := series.excluded & series.extra:
        raise Problem(
            _("%(date)s is both left out and added; take it from one of the two.")
            % {"date": short_day(min(both))},
            "extra_dates",
        )
    if rule is None:
        if not series.dates(LATEST):
            raise Problem(_("No date is left. Give a date that is not left out."), "excluded_dates")
        return
    if rule.until and rule.until.date() < series.first_date:
        raise Problem(_("The last date is before the first one."))
    if rule.until and rule.until.date() >= LATEST:
        raise Problem(_("Check the year of the last date."))
    # A leap day repeats after eight years at the latest; what has not come by then never will.
    horizon = series.first_date + timedelta(days=366 * 9 * max(1, _years(rule)))
    horizon = min(horizon, LATEST)
    first = next(series._by_rule(horizon), None)
    if first is None:
        raise Problem(_("This rule never gives a date."))
    if first != series.first_date:
        raise Problem(
            _("The rule does not give the first date. The first date it gives is %(date)s.")
            % {"date": short_day(first)},
            "first_date",
        )
    if series.excluded and not series.dates(min(LATEST, series.first_date + timedelta(days=3660))):
        raise Problem(_("No date is left. Leave out fewer dates."), "excluded_dates")


def _years(rule: Rule) -> int:
    return rule.interval if rule.frequency == "YEARLY" else 1
