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
"""

from .clock import instant
from .problems import Problem
from .rules import FREQUENCIES, MOST_TIMES, Rule, parse
from .sentences import sentences
from .series import Series, Slot, check, expand

__all__ = [
    "FREQUENCIES",
    "MOST_TIMES",
    "Problem",
    "Rule",
    "Series",
    "Slot",
    "check",
    "expand",
    "instant",
    "parse",
    "sentences",
]
