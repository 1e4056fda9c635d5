"""Single dates as a reader sees them, for templates/components/when.html."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone

from activities.models import Activity, Occurrence
from activities.recurrence import DEFAULT_ZONE, Reason, Series, Slot, expand, instant, zones
from polku.base import languages, page_cache

from .times import occurrences_to_come

DATES_SHOWN = 6
_AHEAD = timedelta(days=550)


@dataclass(frozen=True)
class When:
    """One date, in the time zone of the activity.

    `moved_from`: the moment at which it was planned. `place`: another one than that of the
    activity. `reason`: why it is cancelled, where that is more than “another reason”. `zone`: the
    name of the time zone where it is not Finland's. `note` is in the language `lang`. `key` is
    its name in calendars, where it is published. `places_left`: None where there is no limit.
    """

    starts: datetime
    ends: datetime
    is_cancelled: bool = False
    is_all_day: bool = False
    moved_from: datetime | None = None
    place: str = ""
    reason: str = ""
    zone: str = ""
    note: str = ""
    lang: str = ""
    key: UUID | None = None
    places_left: int | None = None

    @property
    def dir(self) -> str:
        return languages.direction(self.lang)

    @property
    def last_day(self) -> date | None:
        """The day on which it ends, where it lasts over several days and not only over a night."""
        if self.is_all_day:
            last = self.ends.date() - timedelta(days=1)
            return last if last > self.starts.date() else None
        return self.ends.date() if self.ends - self.starts >= timedelta(days=1) else None

    @classmethod
    def of(cls, found: Occurrence | Slot, language: str = "") -> "When":
        """`language`: that of the original page, and so of notes."""
        zone = ZoneInfo(found.timezone)
        planned = instant(found.local_date, found.local_time, zone) if found.is_moved else None
        reason = found.reason if found.reason != Reason.OTHER else ""
        return cls(
            starts=found.starts_at.astimezone(zone),
            ends=found.ends_at.astimezone(zone),
            is_cancelled=bool(found.reason)
            or getattr(found, "status", "") == Occurrence.Status.CANCELLED,
            is_all_day=found.is_all_day,
            moved_from=planned.astimezone(zone) if planned else None,
            place=found.place,
            reason=str(Reason(reason).label) if reason else "",
            zone=zones.name(found.timezone) if found.timezone != DEFAULT_ZONE else "",
            note=found.note,
            lang=language,
            key=getattr(found, "key", None),
            places_left=getattr(found, "places_left", None),
        )


def next_dates(activity: Activity, series: list[Series], most: int = DATES_SHOWN) -> list[When]:
    """The next dates, and one more where there are more than `most`; among them those that were
    cancelled or left out of the schedule by name, but not those that fell away because another
    rhythm began."""
    now = timezone.now()
    coming = list(
        occurrences_to_come(now).filter(activity=activity).order_by("starts_at", "pk")[: most + 1]
    )
    excluded = {day for one in series for day in one.excluded}
    is_named = {change.date for one in series for change in one.changes if change.is_cancelled}
    if excluded or is_named:
        off = activity.occurrences.filter(
            status=Occurrence.Status.CANCELLED,
            local_date__in=excluded | is_named,
            ends_at__gt=now,
        )
        coming += [
            row for row in off.order_by("starts_at") if row.reason or row.local_date in excluded
        ]
        coming.sort(key=lambda occurrence: occurrence.starts_at)
    for row in coming:
        page_cache.until(row.starts_at if row.starts_at > now else row.ends_at)
    return [When.of(found, activity.original_language) for found in coming[: most + 1]]


def is_to_come(series: Iterable[Series], now: datetime) -> bool:
    """Whether anything has still to begin, even beyond the dates that are known; a date that was
    cancelled by name is still news until then."""
    today = timezone.localdate(now)
    return any(expand(one, after=now, last=max(one.first_date, today) + _AHEAD) for one in series)


def dates_of_draft(series: Iterable[Series], language: str) -> list[When]:
    """The next dates that a draft would give, and one more where there are more."""
    now = timezone.now()
    last = timezone.localdate(now) + _AHEAD
    slots = [slot for one in series for slot in expand(one, after=now, last=last)]
    slots.sort(key=lambda slot: slot.starts_at)
    return [When.of(slot, language) for slot in slots[: DATES_SHOWN + 1]]
