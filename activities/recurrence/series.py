"""A schedule as data, and the local dates that it gives."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _

from polku.base.opening_hours import Opening

from . import clock
from .clock import DAY
from .rules import Rule, parse

DEFAULT_ZONE = "Europe/Helsinki"


class Shape(models.TextChoices):
    """How an activity takes place; what else is asked depends on it."""

    TIMES = "times", _("at a time of day, once or repeatedly")
    ALL_DAY = "all_day", _("for whole days, without a clock time")
    OPEN = "open", _("open for a longer time, with opening hours")


class Reason(models.TextChoices):
    """Why a date is cancelled: coded, so that every reader understands it."""

    HOLIDAY = "holiday", _("holiday")
    ILLNESS = "illness", _("illness")
    WEATHER = "weather", _("weather")
    TOO_FEW = "too_few", _("too few people")
    OTHER = "other", _("another reason")


@dataclass(frozen=True)
class Change:
    """What is otherwise on one date of a series: cancelled where it has a `reason`, else moved to
    another day, time or place; what is left empty stays as it was.

    `date` and `starts` are the original local start, which stays the name of the date; without
    `starts` it is the only one of its day. `note` is in the language of the original page.
    """

    date: date
    starts: time | None = None
    reason: str = ""
    new_date: date | None = None
    new_starts: time | None = None
    new_ends: time | None = None
    new_place: str = ""
    note: str = ""

    @property
    def is_cancelled(self) -> bool:
        return bool(self.reason)

    @property
    def is_of_time(self) -> bool:
        """Whether it moves the date to another day or time, and not only to another place."""
        return not self.is_cancelled and any((self.new_date, self.new_starts, self.new_ends))

    def to_json(self) -> dict:
        return {
            name: value if isinstance(value, str) else value.isoformat()
            for name, value in asdict(self).items()
            if value
        }

    @classmethod
    def from_json(cls, stored: dict) -> Self:
        read = {"date": date, "new_date": date, "starts": time, "new_starts": time}
        read["new_ends"] = time
        return cls(
            **{
                name: read[name].fromisoformat(value) if name in read else value
                for name, value in stored.items()
            }
        )


@dataclass(frozen=True)
class Series:
    """When an activity happens. `rrule` is empty where it does not repeat by a rule.

    Whole days begin at midnight and last whole days. What is open has `hours`, between the first
    date and `last_date`, if there is one, and neither rule nor time.
    """

    first_date: date
    starts: time = time(0)
    duration: timedelta = DAY
    rrule: str = ""
    timezone: str = DEFAULT_ZONE
    excluded: frozenset[date] = frozenset()
    extra: frozenset[date] = frozenset()
    shape: str = Shape.TIMES
    last_date: date | None = None
    hours: tuple[Opening, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def zone(self) -> ZoneInfo:
        return clock.zone(self.timezone)

    @property
    def rule(self) -> Rule | None:
        return parse(self.rrule, self.zone) if self.rrule else None

    @property
    def is_open(self) -> bool:
        return self.shape == Shape.OPEN

    def change_of(self, day: date) -> Change | None:
        """What is otherwise on this original date."""
        return next((change for change in self.changes if change.date == day), None)

    def to_json(self) -> dict:
        """What other shapes have stands there only where it is needed."""
        stored = {
            "first_date": self.first_date.isoformat(),
            "starts": self.starts.isoformat(),
            "minutes": int(self.duration.total_seconds() // 60),
            "rrule": self.rrule,
            "timezone": self.timezone,
            "excluded": sorted(day.isoformat() for day in self.excluded),
            "extra": sorted(day.isoformat() for day in self.extra),
        }
        if self.shape != Shape.TIMES:
            stored["shape"] = str(self.shape)
        if self.last_date:
            stored["last_date"] = self.last_date.isoformat()
        if self.hours:
            stored["hours"] = [opening.to_json() for opening in self.hours]
        if self.changes:
            stored["changes"] = [change.to_json() for change in self.changes]
        return stored

    @classmethod
    def from_json(cls, stored: dict) -> Self:
        last = stored.get("last_date")
        return cls(
            first_date=date.fromisoformat(stored["first_date"]),
            starts=time.fromisoformat(stored["starts"]),
            duration=timedelta(minutes=stored["minutes"]),
            rrule=stored["rrule"],
            timezone=stored["timezone"],
            excluded=frozenset(map(date.fromisoformat, stored["excluded"])),
            extra=frozenset(map(date.fromisoformat, stored["extra"])),
            shape=stored.get("shape", Shape.TIMES),
            last_date=date.fromisoformat(last) if last else None,
            hours=tuple(map(Opening.from_json, stored.get("hours", []))),
            changes=tuple(map(Change.from_json, stored.get("changes", []))),
        )

    def dates(self, last: date) -> list[date]:
        """The local dates up to and including `last`, in order, before any change; of what is
        open, those on which it opens. Raises Problem."""
        if self.is_open:
            days = self._opening_days(last)
        elif self.rrule:
            days = {*self.by_rule(last)}
        else:
            days = {self.first_date}
        return sorted(day for day in (days | self.extra) - self.excluded if day <= last)

    def by_rule(self, last: date) -> Iterator[date]:
        return self.rule.dates(datetime.combine(self.first_date, self.starts), last)

    def _opening_days(self, last: date) -> set[date]:
        weekdays = {opening.weekday for opening in self.hours}
        end = min(last, self.last_date) if self.last_date else last
        days = (
            self.first_date + timedelta(days=n) for n in range((end - self.first_date).days + 1)
        )
        return {day for day in days if day.weekday() in weekdays}
