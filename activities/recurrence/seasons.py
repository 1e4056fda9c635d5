"""A series in another season."""

from dataclasses import replace
from datetime import timedelta

from .series import Series

# No rule of ours is silent for longer: 29 February of every fourth year comes at least once.
_LONGEST_SILENCE = timedelta(days=9 * 366)


def moved(series: Series, by: timedelta) -> Series:
    """The same rhythm, `by` whole days later, without what held for single dates.

    A rule that goes by days of the month begins at its first day from there on.
    """
    rule = series.rule
    if rule and rule.until:
        rule = replace(rule, until=rule.until + by)
    later = replace(
        series,
        first_date=series.first_date + by,
        last_date=series.last_date and series.last_date + by,
        rrule=str(rule) if rule else "",
        excluded=frozenset(),
        extra=frozenset(),
        changes=(),
    )
    if rule:
        last = later.first_date + _LONGEST_SILENCE
        later = replace(later, first_date=next(later.by_rule(last), later.first_date))
    return later
