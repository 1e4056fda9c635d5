"""Series of dates, as the rules of recurrence take them."""

from datetime import date, time, timedelta

from activities.recurrence import Series

HOUR = timedelta(hours=1)


def series(first: str, rrule: str = "", starts: str = "17:00", duration=2 * HOUR, **fields):
    return Series(date.fromisoformat(first), time.fromisoformat(starts), duration, rrule, **fields)
