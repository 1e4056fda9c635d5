"""Dates of a calendar file that were moved or cancelled one by one (RECURRENCE-ID)."""

from dataclasses import replace
from datetime import date, datetime

from django.utils.translation import gettext as _
from icalendar import Event

from activities.recurrence import Change, Problem, Reason, Series, Shape
from activities.recurrence.clock import DAY

from .events import once
from .values import local, text_of, value_of

_NOTE_LENGTH = 200


def with_moved_dates(series: list[Series], master: Event, moved: list[Event]) -> list[Series]:
    """The series of the event `master`, the first of them with the changes of its dates, and the
    times of their own of those that no change can say."""
    one, *others = series
    changes: dict[date, Change] = {}
    left_out, left = set(), []
    for event in moved:
        if event["RECURRENCE-ID"].params.get("RANGE"):
            raise Problem(_("all dates from one on were moved at once. Make two events of it."))
        value = value_of(event, "RECURRENCE-ID")
        day = local(value, one.timezone).date() if isinstance(value, datetime) else value
        if day not in one.dates(day)[-1:]:
            continue  # of a date that is left out, or whose rule has gone
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            changes[day] = Change(date=day, reason=Reason.OTHER, note=_note(event, master))
            continue
        now = once(event, one.timezone)
        change = _change(one, day, now, event, master)
        if change is None:
            left_out.add(day)
            left.append(now)
        elif change.is_of_time or change.new_place or change.note:
            changes[day] = change
    if left_out and one.excluded | left_out >= {*one.dates(date.max)} and not one.rrule:
        return [*others, *left]
    one = replace(
        one,
        excluded=one.excluded | left_out,
        extra=one.extra - left_out,
        changes=tuple(changes[day] for day in sorted(changes)),
    )
    return [one, *others, *left]


def _change(one: Series, day: date, now: Series, event: Event, master: Event) -> Change | None:
    """What is otherwise on this date; None where no change can say it."""
    if (now.shape, now.timezone) != (one.shape, one.timezone):
        return None
    is_longer = now.duration != one.duration
    if is_longer and (one.shape == Shape.ALL_DAY or now.duration >= DAY):
        return None
    place = text_of(event, "LOCATION")
    ends = (datetime.combine(now.first_date, now.starts) + now.duration).time()
    change = Change(
        date=day,
        new_date=now.first_date if now.first_date != day else None,
        new_starts=now.starts if now.starts != one.starts else None,
        new_ends=ends if is_longer else None,
        new_place=place if place != text_of(master, "LOCATION") else "",
        note=_note(event, master),
    )
    # A change of the words alone is none of the time.
    return change if change.is_of_time or change.new_place else replace(change, note="")


def _note(event: Event, master: Event) -> str:
    """What the title of this date says, where it is another one."""
    title = text_of(event, "SUMMARY")
    return title[:_NOTE_LENGTH] if title != text_of(master, "SUMMARY") else ""
