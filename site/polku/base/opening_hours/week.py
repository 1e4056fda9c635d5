"""Hours by weekday: read as people write them, and said in the reader's words. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from itertools import groupby, pairwise

from babel.dates import format_skeleton, get_day_names
from django.utils.translation import gettext as _

from polku.base.templatetags.presentation import listed, reader_locale

MIDNIGHT = time(0)
_SPAN = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[.:](\d{2}))?")
_BETWEEN = re.compile(r"[\s,;،؛、&+]*")


class HoursUnreadable(ValueError):
    """Its text is one translated sentence that says what to do."""


@dataclass(frozen=True, order=True)
class Opening:
    """One span of a weekday; Monday is 0. `closes` at 00:00 is the midnight that ends the day."""

    weekday: int
    opens: time
    closes: time

    def to_json(self) -> list:
        return [self.weekday, f"{self.opens:%H:%M}", f"{self.closes:%H:%M}"]

    @classmethod
    def from_json(cls, stored: list) -> "Opening":
        weekday, opens, closes = stored
        return cls(weekday, time.fromisoformat(opens), time.fromisoformat(closes))


def read(weekday: int, text: str) -> list[Opening]:
    """The spans of one weekday, written as in “8–12, 13.30–16”; none where the text is empty.

    Raises HoursUnreadable.
    """
    found, at = [], 0
    while (at := _BETWEEN.match(text, at).end()) < len(text):
        span = _SPAN.match(text, at)
        if not span:
            raise HoursUnreadable(
                _("“%(text)s” is no opening time. Write it as in %(example)s.")
                % {"text": text[at:].strip(), "example": "8–12, 13.30–16"}
            )
        found.append(Opening(weekday, *_times(span)))
        at = span.end()
    return check(found)


def check(openings: Iterable[Opening]) -> list[Opening]:
    """The same in order; raises HoursUnreadable where spans are turned round or overlap."""
    ordered = sorted(openings)
    for one in ordered:
        if one.closes != MIDNIGHT and one.closes <= one.opens:
            raise HoursUnreadable(
                _("%(hours)s: the closing time must come after the opening time.")
                % {"hours": _span(one)}
            )
    for one, following in pairwise(ordered):
        is_over = one.weekday < following.weekday or MIDNIGHT < one.closes <= following.opens
        if not is_over:
            raise HoursUnreadable(
                _("%(first)s and %(second)s overlap; write one of them.")
                % {"first": _span(one), "second": _span(following)}
            )
    return ordered


def written(openings: Iterable[Opening], weekday: int) -> str:
    """The spans of one weekday as `read` takes them."""
    return ", ".join(
        f"{_bare(one.opens)}–{_bare(one.closes) if one.closes != MIDNIGHT else '24'}"
        for one in sorted(openings)
        if one.weekday == weekday
    )


def in_words(openings: Iterable[Opening]) -> list[str]:
    """A line for weekdays that follow each other with the same hours, such as “Mon–Fri
    8:00–20:00”, in the active language. Hours are isolated, to read rightly from right to left."""
    by_day = {day: list(spans) for day, spans in groupby(sorted(openings), lambda o: o.weekday)}
    lines, done = [], set()
    for day in sorted(by_day):
        if day in done:
            continue
        last, hours = day, _hours(by_day[day])
        while last + 1 in by_day and _hours(by_day[last + 1]) == hours:
            last += 1
        done |= {*range(day, last + 1)}
        lines.append(_("%(days)s %(hours)s") % {"days": _days(day, last), "hours": listed(hours)})
    return lines


def spans_in_words(openings: Iterable[Opening]) -> list[str]:
    """The hours of one day, such as “8:00–12:00”, in the active language."""
    return [_span(one) for one in sorted(openings)]


def _times(span: re.Match) -> tuple[time, time]:
    opens, opens_minute, closes, closes_minute = (int(part or 0) for part in span.groups())
    try:
        if (closes, closes_minute) == (24, 0):
            closes = 0
        return time(opens, opens_minute), time(closes, closes_minute)
    except ValueError:
        raise HoursUnreadable(
            _("“%(text)s” is no opening time. Write it as in %(example)s.")
            % {"text": span.group(), "example": "8–12, 13.30–16"}
        ) from None


def _bare(at: time) -> str:
    return f"{at.hour}.{at:%M}" if at.minute else str(at.hour)


def _days(first: int, last: int) -> str:
    width = "abbreviated" if last > first else "wide"
    names = get_day_names(width, "stand-alone", reader_locale())
    if last == first:
        return names[first]
    return _("%(first)s–%(last)s") % {"first": names[first], "last": names[last]}


def _hours(openings: list[Opening]) -> tuple[str, ...]:
    return tuple(_span(one) for one in openings)


def _span(one: Opening) -> str:
    locale = reader_locale()
    opens = format_skeleton("Hm", one.opens, locale=locale)
    closes = format_skeleton("Hm", one.closes, locale=locale)
    if one.closes == MIDNIGHT:
        closes = re.sub(r"^0+", "24", closes)
    return f"\u2066{opens}–{closes}\u2069"
