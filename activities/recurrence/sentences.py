"""A series in words, in the active language."""

from datetime import date, datetime, timedelta

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, get_day_names
from babel.lists import format_list
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from polku.base.templatetags.presentation import clock
from polku.base.templatetags.presentation import day as day_in_words

from .checks import LATEST
from .rules import Rule
from .series import Series

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


def sentences(series: Series, today: date) -> list[str]:
    """What a reader needs to know: when, and which dates from `today` on are left out or added."""
    said = [_at(capfirst(_when(series)), series)]
    rule = series.rule
    last = _last_date(series, rule) if rule else None
    if last:
        said[0] = _("%(sentence)s, until %(date)s") % {"sentence": said[0], "date": _date(last)}
    for text, days in (
        (_("Not on %(dates)s"), series.excluded),
        (_("Also on %(dates)s"), series.extra),
    ):
        if coming := sorted(day for day in days if day >= today):
            said.append(text % {"dates": _list([_date(day) for day in coming])})
    return said


def _at(when: str, series: Series) -> str:
    """Two whole sentences, since many languages put a word before hours: “maanantaisin klo 17.00”.

    `17:00–19:00` is isolated so that it reads in this order in right-to-left text too.
    """
    begins = datetime.combine(series.first_date, series.starts)
    ends = begins + series.duration
    if series.duration == timedelta(days=1) and not any((begins.hour, begins.minute)):
        return _("%(when)s, all day") % {"when": when}
    if series.duration < timedelta(days=1):
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
        return _list([str(_EVERY[day]) for day in days])
    text = ngettext(
        "every %(count)s week on these days: %(days)s",
        "every %(count)s weeks on these days: %(days)s",
        rule.interval,
    )
    return text % {"count": rule.interval, "days": _list([_weekday(day) for day in days])}


def _by_month(rule: Rule, first: date) -> str:
    if any(nth not in _NTH for nth, _day in rule.weekdays) or any(n < 0 for n in rule.month_days):
        return _("several times")
    on = [str(_NTH[nth]) % {"weekday": _weekday(day)} for nth, day in rule.weekdays] or [
        _("day %(number)s") % {"number": number}
        for number in sorted(rule.month_days) or [first.day]
    ]
    if rule.interval == 1:
        return _("%(days)s of every month") % {"days": _list(on)}
    text = ngettext(
        "every %(count)s month: %(days)s", "every %(count)s months: %(days)s", rule.interval
    )
    return text % {"count": rule.interval, "days": _list(on)}


def _by_year(interval: int, first: date) -> str:
    on = format_skeleton("MMMMd", first, locale=_locale())
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
    return format_date(day, "long", locale=_locale())


def _weekday(day: int) -> str:
    return get_day_names("wide", "stand-alone", _locale())[day]


def _list(items: list[str]) -> str:
    return format_list(items, locale=_locale())


def _locale() -> Locale:
    language = get_language() or "en"
    try:
        return Locale.parse({"en": "en_GB"}.get(language, language).replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")
