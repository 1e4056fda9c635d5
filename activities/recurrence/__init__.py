"""When something repeats: rules, the dates they give, and how they are said in words. Pure: no
database.

Decisions:
- A series is a first date and a wall-clock time in a named zone, as people write it down, so that
  a weekly evening stays at six when the clocks change.
- Rules are iCalendar RRULE texts (RFC 5545) of whole days: DAILY, WEEKLY, MONTHLY or YEARLY, at
  most 1000 times. What cannot be said so is written as extra dates.
- The first date counts only where the rule gives it; the editor is told when it does not.
- Excluded dates win over extra ones, as in RFC 5545.
- A wall-clock time that the clocks skip in spring is read by the offset before the change, so
  03:30 happens at 04:30. A time that happens twice in autumn is the first of the two.
- The end is a wall-clock time as well: a night from 22 to 6 ends at 6.
- Whole days run from midnight to midnight in the zone of the series, and show no clock time.
- What is open for a longer time gives no single dates: it would fill every list. It has a time
  from which and one until which it is open, and opening hours by weekday.
- A date that is moved or cancelled keeps its original local start as its name, as a RECURRENCE-ID
  of RFC 5545 does.
"""

from .changes import assign, check_changes
from .checks import check
from .clock import instant
from .problems import Problem
from .rules import FREQUENCIES, MOST_TIMES, Rule, parse
from .sentences import change_sentences, opening_sentence, preview, sentences
from .series import DEFAULT_ZONE, Change, Reason, Series, Shape
from .slots import LONGEST, Slot, expand, opening_time

__all__ = [
    "DEFAULT_ZONE",
    "FREQUENCIES",
    "LONGEST",
    "MOST_TIMES",
    "Change",
    "Problem",
    "Reason",
    "Rule",
    "Series",
    "Shape",
    "Slot",
    "assign",
    "change_sentences",
    "check",
    "check_changes",
    "expand",
    "instant",
    "opening_sentence",
    "opening_time",
    "parse",
    "preview",
    "sentences",
]
