"""A series in words, in the active language."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from babel.dates import format_date, format_skeleton, get_date_format, get_day_names
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from polku.base import opening_hours
from polku.base.templatetags.presentation import clock, listed, reader_locale
from polku.base.templatetags.presentation import day as day_in_words

from . import zones
from .checks import LATEST
from .clock import DAY
from .rules import Rule
from .series import DEFAULT_ZONE, Change, Reason, Series, Shape
from .slots import hours_after, slot_of

# Whole phrases, since many languages bend the weekday: “joka maanantai”, “varje måndag”.
_EVERY = (
    pgettext_lazy("recurrence", "every Monday"),
    pgettext_lazy("recurrence", "every Tuesday"),
    pgettext_lazy("recurrence", "every Wednesday"),
    pgettext_lazy("recurrence", "every Thursday"),
    pgettext_lazy("recurrence", "every Friday"),
    pgettext_lazy("recurrence", "every Saturday"),
    pgettext_lazy("recurrence", "every Sunday"),
)
_NTH = {
    1: pgettext_lazy("recurrence", "the first %(weekday)s"),
    2: pgettext_lazy("recurrence", "the second %(weekday)s"),
    3: pgettext_lazy("recurrence", "the third %(weekday)s"),
    4: pgettext_lazy("recurrence", "the fourth %(weekday)s"),
    5: pgettext_lazy("recurrence", "the fifth %(weekday)s"),
    -1: pgettext_lazy("recurrence", "the last %(weekday)s"),
    -2: pgettext_lazy("recurrence", "the last but one %(weekday)s"),
}

# A pattern of dates: what stands before the day, the day with its own sign, what stands after.
_DAY_OF_PATTERN = re.compile(r"((?:'[^']*'|[^'d])*)(d+[.日]?)(.*)")


@dataclass(frozen=True)
class ChangeSaid:
    """What is otherwise on one date. `note` is in the language of the original page."""

    date: date
    sentence: str
    note: str = ""


def preview(series: Iterable[Series], today: date) -> list[str]:
    """All that several series say, for the person who writes them: a line each."""
    lines = []
    for one in series:
        lines.append(". ".join(sentences(one, today)))
        lines += [
            _("%(sentence)s (%(note)s)") % {"sentence": said.sentence, "note": said.note}
            if said.note
            else said.sentence
            for said in change_sentences(one, today)
        ]
    return lines


def sentences(series: Series, today: date) -> list[str]:
    """What a reader needs to know: when, and which dates from `today` on are left out or added."""
    said = [opening_sentence(series, today) if series.is_open else _repeating(series, today)]
    for text, days in (
        (_("Not on %(dates)s"), series.excluded),
        (_("Also on %(dates)s"), series.extra),
    ):
        if coming := sorted(day for day in days if day >= today):
            said.append(text % {"dates": _dates(coming)})
    return said


def opening_sentence(series: Series, today: date) -> str:
    """Opening hours with their period: “Mon–Fri 8:00–20:00, until 25 October 2026”."""
    between = pgettext("between opening hours of different days", "; ")
    hours = _in_zone(between.join(opening_hours.in_words(series.hours)), series)
    return _within(capfirst(hours), series.first_date, series.last_date, today)


def change_sentences(series: Series, today: date) -> list[ChangeSaid]:
    """What is otherwise on dates that are to come, or that were moved to one to come."""
    return [
        ChangeSaid(change.date, _changed(series, change), change.note)
        for change in series.changes
        if max(change.date, change.new_date or change.date) >= today
    ]


def _changed(series: Series, change: Change) -> str:
    day = day_in_words(change.date)
    if change.is_cancelled:
        # A reason that says nothing is left out.
        if change.reason == Reason.OTHER:
            return _("Cancelled on %(date)s") % {"date": day}
        reason = Reason(change.reason).label
        return _("Cancelled on %(date)s: %(reason)s") % {"date": day, "reason": reason}
    # Isolated, since a name of a place may run in the other direction.
    place = f"\u2068{change.new_place}\u2069"
    if not change.is_of_time:
        return _("In another place on %(date)s: %(place)s") % {"date": day, "place": place}
    if series.is_open:
        return _open_otherwise(series, change, place)
    slot = slot_of(series, change.date)
    zone = series.zone
    when = _at(
        day_in_words(slot.starts_at.astimezone(zone).date()),
        series.shape,
        slot.starts_at.astimezone(zone).replace(tzinfo=None),
        slot.ends_at.astimezone(zone).replace(tzinfo=None),
    )
    if change.new_place:
        when = _("%(when)s, %(place)s") % {"when": when, "place": place}
    return _("%(date)s moved to %(when)s") % {"date": capfirst(day), "when": when}


def _open_otherwise(series: Series, change: Change, place: str) -> str:
    """A day with opening hours that has other hours, or is open on another day instead."""
    spans = listed(opening_hours.spans_in_words(hours_after(series, change)))
    if change.new_place:
        spans = _("%(when)s, %(place)s") % {"when": spans, "place": place}
    if not change.new_date:
        return _("Open on %(date)s: %(hours)s") % {
            "date": day_in_words(change.date),
            "hours": spans,
        }
    when = _("%(when)s, %(hours)s") % {"when": day_in_words(change.new_date), "hours": spans}
    return _("%(date)s moved to %(when)s") % {
        "date": capfirst(day_in_words(change.date)),
        "when": when,
    }


def _repeating(series: Series, today: date) -> str:
    begins = datetime.combine(series.first_date, series.starts)
    if series.shape == Shape.ALL_DAY and not series.rrule and series.duration > DAY:
        last = day_in_words(series.first_date + series.duration - DAY)
        return _("%(first)s – %(last)s") % {"first": capfirst(_when(series)), "last": last}
    said = _at(_when(series), series.shape, begins, begins + series.duration)
    said = _in_zone(capfirst(said), series)
    rule = series.rule
    if rule is None:
        return said
    return _within(said, series.first_date, _last_date(series, rule), today)


def _within(sentence: str, first: date, last: date | None, today: date) -> str:
    """A sentence with its period, as far as that is still to come."""
    if first > today and last:
        period = {"first": _date(first), "last": _date(last)}
        return _("%(sentence)s, %(first)s – %(last)s") % {"sentence": sentence, **period}
    if first > today:
        return _("%(sentence)s, from %(date)s") % {"sentence": sentence, "date": _date(first)}
    if last:
        return _("%(sentence)s, until %(date)s") % {"sentence": sentence, "date": _date(last)}
    return sentence


def _in_zone(sentence: str, series: Series) -> str:
    if series.timezone == DEFAULT_ZONE:
        return sentence
    name = zones.name(series.timezone)
    return _("%(sentence)s (%(zone)s)") % {"sentence": sentence, "zone": name}


def _at(when: str, shape: str, begins: datetime, ends: datetime) -> str:
    """Whole sentences, since many languages put a word before hours: “maanantaisin klo 17.00”.

    `17:00–19:00` is isolated so that it reads in this order in right-to-left text too.
    """
    is_one_whole_day = ends - begins == DAY and not any((begins.hour, begins.minute))
    if shape == Shape.ALL_DAY or is_one_whole_day:
        days = (ends - begins).days
        if days == 1:
            return _("%(when)s, all day") % {"when": when}
        text = ngettext("%(when)s, %(count)s day", "%(when)s, %(count)s days", days)
        return text % {"when": when, "count": days}
    if ends - begins < timedelta(days=1):
        hours = f"\u2066{clock(begins)}–{clock(ends)}\u2069"
    else:
        last = day_in_words(ends.date())
        hours = f"\u2066{clock(begins)}\u2069 – {last} \u2066{clock(ends)}\u2069"
    return _("%(when)s, %(hours)s") % {"when": when, "hours": hours}


def _when(series: Series) -> str:
    rule = series.rule
    if rule is None:
        return day_in_words(series.first_date)
    if rule.positions or (rule.months and rule.frequency != "YEARLY"):
        return _("several times")
    match rule.frequency:
        case "DAILY" if not (rule.weekdays or rule.month_days):
            return _by_day(rule.interval)
        case "WEEKLY":
            return _by_week(rule, series.first_date)
        case "MONTHLY" if not (rule.weekdays and rule.month_days):
            return _by_month(rule, series.first_date)
        case "YEARLY" if not (rule.weekdays or rule.month_days or rule.months):
            return _by_year(rule.interval, series.first_date)
    return _("several times")


# Each has a message without a number: a singular form is also that of 21 in Russian,
# and the only form in Chinese.


def _by_day(interval: int) -> str:
    if interval == 1:
        return _("every day")
    text = ngettext("every %(count)s day", "every %(count)s days", interval)
    return text % {"count": interval}


def _by_week(rule: Rule, first: date) -> str:
    days = sorted(day for _nth, day in rule.weekdays) or [first.weekday()]
    if rule.interval == 1:
        return listed([str(_EVERY[day]) for day in days])
    text = ngettext(
        "every %(count)s week on these days: %(days)s",
        "every %(count)s weeks on these days: %(days)s",
        rule.interval,
    )
    return text % {"count": rule.interval, "days": listed([_weekday(day) for day in days])}


def _by_month(rule: Rule, first: date) -> str:
    if any(nth not in _NTH for nth, _day in rule.weekdays) or any(n < 0 for n in rule.month_days):
        return _("several times")
    on = [str(_NTH[nth]) % {"weekday": _weekday(day)} for nth, day in rule.weekdays] or [
        _("day %(number)s") % {"number": number}
        for number in sorted(rule.month_days) or [first.day]
    ]
    if rule.interval == 1:
        return _("%(days)s of every month") % {"days": listed(on)}
    text = ngettext(
        "every %(count)s month: %(days)s", "every %(count)s months: %(days)s", rule.interval
    )
    return text % {"count": rule.interval, "days": listed(on)}


def _by_year(interval: int, first: date) -> str:
    on = format_skeleton("MMMMd", first, locale=reader_locale())
    if interval == 1:
        return _("every year on %(date)s") % {"date": on}
    text = ngettext(
        "every %(count)s year on %(date)s", "every %(count)s years on %(date)s", interval
    )
    return text % {"count": interval, "date": on}


def _last_date(series: Series, rule: Rule) -> date | None:
    if rule.until:
        return rule.until.date()
    if rule.count:
        dates = series.dates(LATEST)
        return dates[-1] if dates else None
    return None


def _date(day: date) -> str:
    return format_date(day, "long", locale=reader_locale())


def _dates(days: list[date]) -> str:
    """Several dates, each month named once: “5, 12 and 19 December 2026; 2 January 2027”."""
    months = [list(month) for _key, month in groupby(days, key=lambda day: (day.year, day.month))]
    if all(len(month) == 1 for month in months):
        return listed([_date(day) for day in days])
    between = pgettext("between opening hours of different days", "; ")
    return between.join(_dates_of_month(month) for month in months)


def _dates_of_month(days: list[date]) -> str:
    """Dates of one month: a long date, with all its days in the place of one."""
    locale = reader_locale()
    pattern = get_date_format("long", locale=locale).pattern
    # Letters between apostrophes are text: Spanish has “d 'de' MMMM”.
    before, of_day, after = _DAY_OF_PATTERN.fullmatch(pattern).groups()
    numbers = listed([format_date(day, of_day, locale=locale) for day in days])
    around = [format_date(days[0], part, locale=locale) if part else "" for part in (before, after)]
    return numbers.join(around)


def _weekday(day: int) -> str:
    return get_day_names("wide", "stand-alone", reader_locale())[day]
