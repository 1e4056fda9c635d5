"""How opening hours are written in the reader's language."""

from datetime import date, datetime, time, timedelta

from babel.dates import format_skeleton, get_day_names
from django import template
from django.utils import timezone

from polku.base.opening_hours import OpeningHours, Span

from .presentation import reader_locale

register = template.Library()
# How far ahead days that differ are shown.
AHEAD = timedelta(days=60)


@register.filter
def week_lines(hours: OpeningHours) -> list[dict]:
    """The week in few lines: `days` as "Monday–Friday", `spans` as times; none is closed."""
    if not any(hours.week):
        return []
    return [
        {
            "first": _weekday(first),
            "last": _weekday(last) if last != first else "",
            "spans": [_times(span) for span in spans],
        }
        for first, last, spans in hours.runs()
    ]


@register.filter
def other_days_lines(hours: OpeningHours) -> list[dict]:
    """Days of the next two months that differ: `first`, `last` as dates, `spans` as times."""
    return [
        {
            "first": other.first,
            "last": other.last if other.last != other.first else None,
            "spans": [_times(span) for span in other.spans],
        }
        for other in hours.others_to_come(timezone.localdate(), AHEAD)
    ]


def _weekday(day: int) -> str:
    return get_day_names("wide", context="stand-alone", locale=reader_locale())[day]


def _times(span: Span) -> dict[str, str]:
    return {"opens": _clock(span.opens), "closes": _clock(span.closes)}


def _clock(moment: time) -> str:
    # Any day will do: the skeleton takes hour and minute only.
    return format_skeleton("Hm", datetime.combine(date(2026, 1, 1), moment), locale=reader_locale())
