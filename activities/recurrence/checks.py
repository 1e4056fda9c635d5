"""What is wrong with a series, for the person who wrote it."""

from datetime import date, time, timedelta

from django.utils.translation import gettext as _

from polku.base import opening_hours
from polku.base.templatetags.presentation import short_day

from . import clock
from .clock import DAY
from .problems import Problem
from .rules import Rule
from .series import Series, Shape
from .slots import LONGEST, opening_time

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)


def check(series: Series) -> None:
    """Raise Problem for the first thing that is wrong with a series."""
    clock.zone(series.timezone)
    rule = series.rule
    if not EARLIEST <= series.first_date < LATEST:
        raise Problem(_("Check the year of the first date."), "first_date")
    if series.is_open:
        _check_open(series)
        return
    if not timedelta(0) < series.duration <= LONGEST:
        raise Problem(_("It lasts from one minute to 31 days."), "duration_minutes")
    if series.shape == Shape.ALL_DAY and (series.starts != time(0) or series.duration % DAY):
        raise Problem(_("Whole days have no clock time. Leave it empty."), "starts")
    if both := series.excluded & series.extra:
        raise Problem(
            _("%(date)s is both left out and added; take it from one of the two.")
            % {"date": short_day(min(both))},
            "extra_dates",
        )
    if rule is None:
        if not series.dates(LATEST):
            raise Problem(_("No date is left. Give a date that is not left out."), "excluded_dates")
        return
    _check_rule(series, rule)


def _check_open(series: Series) -> None:
    if not series.hours:
        raise Problem(_("Write the opening hours of at least one weekday."), "opening_hours")
    try:
        opening_hours.check(series.hours)
    except opening_hours.HoursUnreadable as unreadable:
        raise Problem(str(unreadable), "opening_hours") from None
    if series.rrule or series.extra:
        raise Problem(
            _("What has opening hours does not repeat. Add other times as times of their own."),
            "extra_dates",
        )
    if series.last_date and series.last_date < series.first_date:
        raise Problem(_("The last date is before the first one."), "last_date")
    if series.last_date and series.last_date >= LATEST:
        raise Problem(_("Check the year of the last date."), "last_date")
    if opening_time(series) is None:
        raise Problem(
            _("It is open on no day between the first and the last date. Change one of them."),
            "opening_hours",
        )


def _check_rule(series: Series, rule: Rule) -> None:
    if rule.until and rule.until.date() < series.first_date:
        raise Problem(_("The last date is before the first one."))
    if rule.until and rule.until.date() >= LATEST:
        raise Problem(_("Check the year of the last date."))
    # A leap day repeats after eight years at the latest; what has not come by then never will.
    horizon = series.first_date + timedelta(days=366 * 9 * max(1, _years(rule)))
    horizon = min(horizon, LATEST)
    first = next(series.by_rule(horizon), None)
    if first is None:
        raise Problem(_("This rule never gives a date."))
    if first != series.first_date:
        raise Problem(
            _("The rule does not give the first date. The first date it gives is %(date)s.")
            % {"date": short_day(first)},
            "first_date",
        )
    if series.excluded and not series.dates(min(LATEST, series.first_date + timedelta(days=3660))):
        raise Problem(_("No date is left. Leave out fewer dates."), "excluded_dates")


def _years(rule: Rule) -> int:
    return rule.interval if rule.frequency == "YEARLY" else 1
