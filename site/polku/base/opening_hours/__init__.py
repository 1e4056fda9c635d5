"""When a place is open: hours of the week, and days that differ from them."""

from .field import OpeningHoursField, OpeningHoursFormField
from .hours import OpeningHours, OtherDays, Span, is_public_holiday
from .now import OpenNow, at_present, next_change, open_now
from .week import HoursUnreadable, Opening, check, in_words, read, spans_in_words, written
from .written import read_other_days, read_spans, write_other_days, write_spans

__all__ = [
    "HoursUnreadable",
    "OpenNow",
    "Opening",
    "OpeningHours",
    "OpeningHoursField",
    "OpeningHoursFormField",
    "OtherDays",
    "Span",
    "at_present",
    "check",
    "in_words",
    "is_public_holiday",
    "next_change",
    "open_now",
    "read",
    "read_other_days",
    "read_spans",
    "spans_in_words",
    "write_other_days",
    "write_spans",
    "written",
]
