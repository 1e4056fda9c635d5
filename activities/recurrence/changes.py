"""Which series a change of one date belongs to."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta

from django.utils.translation import gettext as _

from polku.base.templatetags.presentation import short_day

from .problems import Problem
from .series import Change, Series, Shape


def assign(series: Sequence[Series], changes: Sequence[Change]) -> tuple[list[Series], list[int]]:
    """Each series with its own changes, and the places in `changes` of those that fit none.

    A change fits the one series that gives its date, and its time where it names one.
    """
    if not changes:
        return list(series), []
    taken: dict[int, list[Change]] = {}
    known: set[tuple] = set()
    astray = []
    for place, change in enumerate(changes):
        fitting = _fitting(series, change)
        key = (change.date, series[fitting[0]].starts) if fitting else None
        if len(fitting) != 1 or key in known:
            astray.append(place)
            continue
        known.add(key)
        taken.setdefault(fitting[0], []).append(change)
    result = [
        replace(one, changes=tuple(sorted(taken.get(number, ()), key=lambda change: change.date)))
        for number, one in enumerate(series)
    ]
    return result, astray


def check_changes(series: Sequence[Series], changes: Sequence[Change], today: date) -> list:
    """What is wrong with changes, as pairs of its place in `changes` and a Problem.

    A change that lies behind altogether may fit nothing any more: the schedule has moved on.
    """
    problems = []
    for place, change in enumerate(changes):
        try:
            _check_alone(change)
        except Problem as problem:
            problems.append((place, problem))
    wrong = {place for place, _problem in problems}
    _series, astray = assign(series, changes)
    for place in astray:
        change = changes[place]
        is_past = max(change.date, change.new_date or change.date) < today
        if place not in wrong and not is_past:
            problems.append((place, _why_astray(series, change)))
    for place, change in enumerate(changes):
        fitting = _fitting(series, change)
        if place in wrong or place in astray or len(fitting) != 1:
            continue
        if problem := _unfit(series[fitting[0]], change):
            problems.append((place, problem))
    return sorted(problems, key=lambda found: found[0])


def _fitting(series: Sequence[Series], change: Change) -> list[int]:
    """The places of the series that give the date; two with the same start are one date."""
    found: dict = {}
    for number, one in enumerate(series):
        starts = None if one.is_open else one.starts
        if change.starts in (None, starts) and change.date in one.dates(change.date)[-1:]:
            found.setdefault(starts, number)
    return list(found.values())


def _check_alone(change: Change) -> None:
    if change.is_cancelled:
        return
    if not (change.is_of_time or change.new_place):
        raise Problem(_("Say the new date, time or place, or why it is cancelled."), "new_date")
    if change.new_date and abs(change.new_date - change.date) > timedelta(days=366):
        raise Problem(_("Check the year of the new date."), "new_date")


def _why_astray(series: Sequence[Series], change: Change) -> Problem:
    day = {"date": short_day(change.date)}
    fitting = _fitting(series, change)
    if len(fitting) > 1:
        return Problem(
            _("There are several times on %(date)s. Say which of them you mean.") % day, "starts"
        )
    if fitting:
        return Problem(_("%(date)s is there twice; leave one.") % day, "date")
    if change.starts and _fitting(series, replace(change, starts=None)):
        return Problem(_("Nothing begins on %(date)s at this time.") % day, "starts")
    return Problem(
        _("Nothing takes place on %(date)s by the times above. Give one of their dates.") % day,
        "date",
    )


def _unfit(one: Series, change: Change) -> Problem | None:
    """What cannot be changed of what has no clock time, or has hours instead of one."""
    if one.is_open and bool(change.new_starts) != bool(change.new_ends):
        return Problem(
            _("Say both from when and until when it is open."),
            "new_ends" if change.new_starts else "new_starts",
        )
    if one.is_open and change.new_ends and time(0) < change.new_ends <= change.new_starts:
        return Problem(_("The closing time must come after the opening time."), "new_ends")
    if one.shape == Shape.ALL_DAY and (change.new_starts or change.new_ends):
        return Problem(_("Whole days have no clock time. Leave it empty."), "new_starts")
    return None
