"""The dates of an activity, as rows that others can refer to.

A row is known by its local start, and no row is ever deleted: a date that falls away is cancelled,
one that comes back is scheduled again, and where only the time of a day changes the row of that
day moves along. What has ended stays as it was, unless it is said to be moved.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from activities import places
from activities.models import Activity, Occurrence
from activities.recurrence import LONGEST, Series, Slot, expand, opening_time

AHEAD = relativedelta(months=18)

Key = tuple[date, time]
_NAMES = (
    "local_date",
    "local_time",
    "timezone",
    "starts_at",
    "ends_at",
    "status",
    "is_all_day",
    "is_moved",
    "place",
    "reason",
    "note",
)
# A change of these is one that a subscriber of a calendar must be told of (RFC 5545, 3.8.7.4).
_OF_CALENDARS = ("starts_at", "ends_at", "timezone", "is_all_day", "status", "place")
_STORED = (*_NAMES, "sequence", "changed_at")


def upsert(activity: Activity, *, now: datetime | None = None) -> list[str]:
    """Bring the coming dates in line with the published schedule, 18 months ahead; returns what
    differed."""
    now = now or timezone.now()
    last, since = timezone.localdate(now) + AHEAD, now - LONGEST - timedelta(days=2)
    rows = {
        (row.local_date, row.local_time): row
        for row in activity.occurrences.filter(
            Q(starts_at__gt=since) | Q(local_date__gte=timezone.localdate(since))
        )
    }
    wanted = {
        key: slot
        for key, slot in _slots(activity, now, last).items()
        if slot.is_moved or not _ended(rows.get(key), now)
    }
    coming = {key: row for key, row in rows.items() if row.ends_at > now and row.local_date <= last}
    kept = {key: row for key, row in rows.items() if key in wanted}
    coming = {key: row for key, row in coming.items() if key not in kept}
    new = {key: slot for key, slot in wanted.items() if key not in kept}
    kept |= _moved(coming, new)

    rescheduled = [row for key, row in kept.items() if _follow(row, wanted[key])]
    cancelled = [row for row in coming.values() if _is_on_the_page(row)]
    for row in cancelled:
        _set(row, {"status": Occurrence.Status.CANCELLED, "reason": "", "note": ""})
    Occurrence.objects.bulk_update(rescheduled + cancelled, _STORED)
    Occurrence.objects.bulk_create(_row(activity, slot) for slot in new.values())
    counts = {"new": len(new), "changed": len(rescheduled), "cancelled": len(cancelled)}
    return [f"{number} dates {what}" for what, number in counts.items() if number]


@transaction.atomic
def top_up(activity_id: int, *, now: datetime | None = None) -> list[str]:
    """Add the dates that have come within 18 months; returns what differed."""
    from .publishing import lock

    activity = Activity.objects.get(pk=activity_id)
    lock(activity.translation_key)
    activity.refresh_from_db()
    if activity.status != Activity.Status.PUBLISHED:
        return []
    changed = upsert(activity, now=now)
    places.tell(activity)
    return changed


def _slots(activity: Activity, now: datetime, last: date) -> dict[Key, Slot]:
    """Where two schedules give the same local start, the first one counts."""
    slots: dict[Key, Slot] = {}
    for stored in activity.schedules:
        for slot in expand(Series.from_json(stored), after=now, last=last):
            slots.setdefault((slot.local_date, slot.local_time), slot)
    return slots


def open_time(series: Iterable[Series]) -> tuple[datetime | None, datetime | None]:
    """From when until when any of what has opening hours is open; no end where none is planned,
    neither where nothing has opening hours."""
    times = [found for one in series if one.is_open and (found := opening_time(one))]
    if not times:
        return None, None
    ends = [closes for _opens, closes in times]
    return min(opens for opens, _closes in times), None if None in ends else max(ends)


def _ended(row: Occurrence | None, now: datetime) -> bool:
    return row is not None and row.ends_at <= now


def _moved(gone: dict[Key, Occurrence], new: dict[Key, Slot]) -> dict[Key, Occurrence]:
    """Pair the rows that lost their time with the new times of the same day, in order; takes what
    it pairs out of both."""
    free = defaultdict(list)
    for key in sorted(gone, key=lambda key: (key[0], gone[key].starts_at)):
        if _is_on_the_page(gone[key]):
            free[key[0]].append(key)
    pairs = {}
    for key in sorted(new):
        if free[key[0]]:
            pairs[key] = gone.pop(free[key[0]].pop(0))
            del new[key]
    return pairs


def _is_on_the_page(row: Occurrence) -> bool:
    """Whether a reader has seen it as a date: as one to come, or as one cancelled by name."""
    return row.status == Occurrence.Status.SCHEDULED or bool(row.reason)


def _follow(row: Occurrence, slot: Slot) -> bool:
    """Make the row what the slot says; tells whether it differed."""
    wanted = _row(row.activity, slot)
    return _set(row, {name: getattr(wanted, name) for name in _NAMES})


def _set(row: Occurrence, values: dict) -> bool:
    """Give the row these values; tells whether they differed."""
    differing = {name for name, value in values.items() if getattr(row, name) != value}
    if not differing:
        return False
    for name, value in values.items():
        setattr(row, name, value)
    row.sequence += bool(differing.intersection(_OF_CALENDARS))
    row.changed_at = timezone.now()
    return True


def _row(activity: Activity, slot: Slot) -> Occurrence:
    return Occurrence(
        activity=activity,
        local_date=slot.local_date,
        local_time=slot.local_time,
        timezone=slot.timezone,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        status=Occurrence.Status.CANCELLED if slot.reason else Occurrence.Status.SCHEDULED,
        is_all_day=slot.is_all_day,
        is_moved=slot.is_moved,
        place=slot.place,
        reason=slot.reason,
        note=slot.note,
    )
