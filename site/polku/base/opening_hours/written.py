"""Days that differ, as people write them: `24.12.2026–26.12.2026`, `23.12.2026 9–12`."""

import re
from datetime import date, datetime

from django.utils.translation import gettext as _

from .hours import OtherDays, Span
from .week import HoursUnreadable, Opening, read, written

_DATE = r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4}"
_OTHER = re.compile(rf"({_DATE})(?:\s*[-–—]\s*({_DATE}))?[\s:]*(.*)")
_DATE_FORMS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y")
_ANY_DAY = 0


def read_spans(text: str) -> tuple[Span, ...]:
    """The spans of one day; empty text means closed. Raises HoursUnreadable."""
    return tuple(Span(opening.opens, opening.closes) for opening in read(_ANY_DAY, text.strip()))


def write_spans(spans: tuple[Span, ...]) -> str:
    return written([Opening(_ANY_DAY, span.opens, span.closes) for span in spans], _ANY_DAY)


def read_other_days(text: str) -> tuple[OtherDays, ...]:
    """One exception a line: a date or two with a dash between, then hours; without hours it is
    closed. Raises HoursUnreadable."""
    return tuple(_other_days(line) for line in filter(None, map(str.strip, text.splitlines())))


def write_other_days(others: tuple[OtherDays, ...]) -> str:
    return "\n".join(f"{_days(other)} {write_spans(other.spans)}".strip() for other in others)


def _other_days(line: str) -> OtherDays:
    found = _OTHER.fullmatch(line)
    if not found:
        raise HoursUnreadable(
            _(
                "“%(text)s” is not clear. Begin the line with a date, such as 24.12.2026. "
                "Add the hours if it is open on that day."
            )
            % {"text": line}
        )
    first = _date(found[1])
    last = _date(found[2]) if found[2] else first
    if last < first:
        raise HoursUnreadable(_("“%(text)s” ends before it begins.") % {"text": line})
    return OtherDays(first, last, read_spans(found[3]))


def _days(other: OtherDays) -> str:
    days = dict.fromkeys((other.first, other.last))
    return "–".join(f"{day.day}.{day.month}.{day.year}" for day in days)


def _date(text: str) -> date:
    for form in _DATE_FORMS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise HoursUnreadable(_("There is no such day as “%(text)s”.") % {"text": text})
