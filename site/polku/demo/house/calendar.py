"""Moments in the past of the house, counted back from the day on which it is built."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

MORNING = time(9, 20)


def moment(ago: timedelta) -> datetime:
    """The morning of that day, or of the working day before it."""
    day = _working_day(timezone.localdate() - ago)
    return timezone.make_aware(datetime.combine(day, MORNING))


def later(moment: datetime, days: int) -> datetime:
    """So many days later, on a working day, but never in the future; always after `moment`."""
    local = timezone.localtime(moment)
    day = _working_day(local.date() + timedelta(days=days))
    if day <= local.date():
        wanted = moment + timedelta(hours=2)
    else:
        wanted = timezone.make_aware(datetime.combine(day, local.time()))
    now = timezone.now()
    return wanted if wanted < now else moment + (now - moment) / 2


def day_after(moment: datetime, days: int) -> date:
    """The working day so many days later, future or not."""
    return _working_day(timezone.localdate(moment) + timedelta(days=days))


def _working_day(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))
