"""How opening hours are written in the reader's language."""

from datetime import date, datetime, time, timedelta

from babel.dates import format_skeleton, get_day_names
from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polku.base.opening_hours import OpeningHours, OpenNow, Span

from .presentation import day, reader_locale

register = template.Library()
# How far ahead days that differ are shown.
AHEAD = timedelta(days=60)
# Whole sentences, since many languages bend the weekday.
_OPENS_ON = (
    gettext_lazy("Opens on Monday at %(time)s"),
    gettext_lazy("Opens on Tuesday at %(time)s"),
    gettext_lazy("Opens on Wednesday at %(time)s"),
    gettext_lazy("Opens on Thursday at %(time)s"),
    gettext_lazy("Opens on Friday at %(time)s"),
    gettext_lazy("Opens on Saturday at %(time)s"),
    gettext_lazy("Opens on Sunday at %(time)s"),
)


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


@register.filter
def open_sentence(state: OpenNow) -> str:
    """“Open now, until 16:00”, “Opens on Monday at 9:00”, or that it is closed. Days are counted
    from today."""
    turns, today = state.turns, timezone.localdate()
    if state.is_open:
        if turns is None or turns.replace(tzinfo=None) > _midnight_after(today):
            return _("Open now")
        closes = _clock(turns.time()) if turns.date() == today else _("midnight")
        return _("Open now, until %(time)s") % {"time": closes}
    if turns is None:
        return _("Closed")
    said = {"time": _clock(turns.time()), "date": day(turns)}
    days = (turns.date() - today).days
    if days == 0:
        return _("Closed now. Opens today at %(time)s") % said
    if days == 1:
        return _("Closed now. Opens tomorrow at %(time)s") % said
    if days < 7:
        return _OPENS_ON[turns.weekday()] % said
    return _("Closed now. Opens on %(date)s at %(time)s") % said


@register.filter
def times(span: Span) -> dict[str, str]:
    """`opens` and `closes` of one span, as times."""
    return _times(span)


def _weekday(day: int) -> str:
    return get_day_names("wide", context="stand-alone", locale=reader_locale())[day]


def _times(span: Span) -> dict[str, str]:
    return {"opens": _clock(span.opens), "closes": _clock(span.closes)}


def _midnight_after(today: date) -> datetime:
    return datetime.combine(today + timedelta(days=1), time.min)


def _clock(moment: time) -> str:
    # Any day will do: the skeleton takes hour and minute only.
    return format_skeleton("Hm", datetime.combine(date(2026, 1, 1), moment), locale=reader_locale())
