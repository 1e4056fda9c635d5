"""When activities happen: each weekly, at some hour of the day."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from uuid import uuid4
from zoneinfo import ZoneInfo

from .copying import Table

ZONE = "Europe/Helsinki"
# Of dates for each activity. Two are past on the first day of the month and seven on its last, so
# that 12,000 activities always have 250,000 dates to come.
WEEKS = 28
MINUTES = 90


def first_start(random: Random, today: date) -> datetime:
    """Local time of the first date."""
    day = today - timedelta(days=14 - random.randrange(7))
    return datetime.combine(day, time(random.randrange(8, 20)), ZoneInfo(ZONE))


def schedule(first: datetime) -> dict:
    return {
        "first_date": first.date(),
        "starts": first.time(),
        "duration_minutes": MINUTES,
        "rrule": f"FREQ=WEEKLY;COUNT={WEEKS}",
        "timezone": ZONE,
        "excluded_dates": [],
        "extra_dates": [],
    }


def add_occurrences(occurrences: Table, activity: int, first: datetime) -> None:
    for week in range(WEEKS):
        starts = first + timedelta(weeks=week)  # wall-clock time: it stays over the clock change
        in_utc = starts.astimezone(UTC)
        occurrences.add(
            activity_id=activity,
            key=uuid4(),
            local_date=starts.date(),
            local_time=starts.time(),
            timezone=ZONE,
            starts_at=in_utc,
            ends_at=in_utc + timedelta(minutes=MINUTES),
        )
