"""How dates, times, prices, lists and phone numbers are written in the reader's language.

Times are shown in the time zone that they carry, on the 24-hour clock, as everywhere in Finland.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, get_day_names
from babel.lists import format_list
from babel.numbers import format_currency
from django import template
from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()

# Day before month and a decimal comma where the bare language would bring another country's way.
_COUNTRY = {"en": "en_GB", "sv": "sv_FI", "ru": "ru_RU", "so": "so_SO"}

_ISOLATED_TIMES = re.compile("\u2066[^\u2069]*\u2069")


@cache
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(_COUNTRY.get(language, language).replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


def reader_locale() -> Locale:
    """The rules of writing of the active language, with its country where that matters."""
    return _locale(get_language() or "en")


@register.filter
def day(moment: date | datetime | None) -> str:
    """Weekday, day and month; with the year where it is not this one."""
    if not moment:
        return ""
    locale = reader_locale()
    weekday = format_date(moment, "cccc", locale=locale)
    if moment.year == timezone.localdate().year:
        return f"{weekday} {format_skeleton('MMMMd', moment, locale=locale)}"
    return f"{weekday} {format_date(moment, 'long', locale=locale)}"


@register.filter
def short_day(moment: date | datetime | None) -> str:
    """Day, month and year in few characters, for tables."""
    return format_date(moment, "medium", locale=reader_locale()) if moment else ""


@register.filter
def month(first: date | None) -> str:
    """A month with its year, as a heading."""
    return format_skeleton("yMMMM", first, locale=reader_locale()) if first else ""


def short_weekdays() -> list[str]:
    """Monday first."""
    names = get_day_names("abbreviated", locale=reader_locale())
    return [names[number] for number in range(7)]


@register.filter
def clock(moment: datetime | None) -> str:
    """Hour and minute, in the time zone of the moment itself."""
    return (
        format_skeleton("Hm", moment, tzinfo=moment.tzinfo, locale=reader_locale())
        if moment
        else ""
    )


@register.filter
def iso(moment: datetime) -> str:
    """For machines that read the page, with the difference from UTC."""
    return moment.isoformat()


@register.filter
def euros(cents: int | None) -> str:
    """A sum of money given in cents; whole euros without decimals."""
    if cents is None:
        return ""
    locale = reader_locale()
    pattern = locale.currency_formats["standard"].pattern
    if cents % 100 == 0:
        pattern = pattern.replace(".00", "")
    return format_currency(
        cents / 100, "EUR", pattern, locale=locale, currency_digits=cents % 100 != 0
    )


@register.filter
def listed(items: Iterable | None, key: str = "") -> str:
    """Items in a row with the reader's comma and the reader's "and"; `key` names what to take of
    each item where it is a dict."""
    words = [str(item[key] if key else item) for item in items or ()]
    return format_list(words, locale=reader_locale())


@register.filter
def whole_times(sentence: str) -> SafeString:
    """A sentence whose hours, isolated in it as “17:00–19:00”, are never broken over two lines: in
    text from right to left the second line would seem to come first."""
    escaped = conditional_escape(sentence)
    return mark_safe(_ISOLATED_TIMES.sub(r'<span class="times">\g<0></span>', escaped))


@register.filter
def phone_uri(number: str) -> str:
    """The address that a phone dials: `tel:` with digits and the plus sign only."""
    return "tel:" + "".join(sign for sign in str(number) if sign.isdigit() or sign == "+")
