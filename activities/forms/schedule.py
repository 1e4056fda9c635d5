"""How a schedule is written: choices instead of the text of a rule, an end instead of minutes.

`ScheduleForm` has plain widgets, for any door; the admin's own are put on in `activities.panels`.
Which fields a shape asks for, `FIELDS_OF_SHAPE` says: the others are ignored, and a stylesheet
hides them.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.models.schedule import MINUTE, Schedule
from activities.models.vocabulary import Attendance
from activities.recurrence import DEFAULT_ZONE, Problem, Shape, parse
from activities.recurrence.clock import DAY, zone
from activities.recurrence.patterns import Pattern, Repeats
from activities.recurrence.zones import choices as zone_choices
from polku.base.opening_hours import Opening
from polku.base.templatetags.presentation import short_day

from .dates import DatesField, OpeningField

OPENING_FIELDS = tuple(f"opening_{weekday}" for weekday in WEEKDAYS)
_REPEATING = ("repeats", "weekdays", "rrule", "extra_dates")
_ALWAYS = ("shape", "first_date", "until", "excluded_dates", "timezone")
# In the order in which a person thinks.
ORDER = (
    "shape",
    "first_date",
    "starts",
    "ends",
    "days",
    "repeats",
    "weekdays",
    "until",
    *OPENING_FIELDS,
    "excluded_dates",
    "extra_dates",
    "timezone",
    "rrule",
)
FIELDS_OF_SHAPE = {
    Shape.TIMES: {*_ALWAYS, "starts", "ends", "days", *_REPEATING},
    Shape.ALL_DAY: {*_ALWAYS, "days", *_REPEATING},
    Shape.OPEN: {*_ALWAYS, *OPENING_FIELDS},
}
MODEL_FIELDS = [
    name for name in ORDER if name in {field.name for field in Schedule._meta.local_fields}
]


class ScheduleForm(forms.ModelForm):
    """Reads the row into choices and writes the choices into the row. Made into a form of the
    model, as in `childformset_factory`, with `fields=MODEL_FIELDS`."""

    shape = forms.ChoiceField(
        label=gettext_lazy("how it takes place"),
        choices=Shape.choices,
        initial=Shape.TIMES,
        widget=forms.RadioSelect,
        required=False,
    )
    ends = forms.TimeField(
        label=gettext_lazy("ends at"),
        help_text=gettext_lazy("A time before the beginning means the next day."),
        required=False,
    )
    days = forms.IntegerField(
        label=gettext_lazy("on how many days in a row"),
        help_text=gettext_lazy("1, unless it lasts over several days, as a camp does."),
        min_value=1,
        max_value=31,
        initial=1,
        required=False,
    )
    repeats = forms.ChoiceField(
        label=gettext_lazy("repeats"), choices=Repeats.choices, required=False
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("on these weekdays"),
        help_text=gettext_lazy("When it repeats by weeks. None means that of the first date."),
        coerce=int,
        choices=list(WEEKDAYS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    until = forms.DateField(
        label=gettext_lazy("last date"),
        help_text=gettext_lazy("Empty when no end is planned."),
        required=False,
    )
    rrule = forms.CharField(
        label=gettext_lazy("rule"),
        help_text=gettext_lazy(
            "Only for “by a rule of its own”: an iCalendar rule, such as FREQ=MONTHLY;BYDAY=2TU,4TU"
        ),
        max_length=300,
        required=False,
    )
    opening_0 = OpeningField(
        0,
        label=gettext_lazy("open on Monday"),
        help_text=gettext_lazy("Write hours as in 8–12, 13.30–16. Leave closed days empty."),
    )
    opening_1 = OpeningField(1, label=gettext_lazy("open on Tuesday"))
    opening_2 = OpeningField(2, label=gettext_lazy("open on Wednesday"))
    opening_3 = OpeningField(3, label=gettext_lazy("open on Thursday"))
    opening_4 = OpeningField(4, label=gettext_lazy("open on Friday"))
    opening_5 = OpeningField(5, label=gettext_lazy("open on Saturday"))
    opening_6 = OpeningField(6, label=gettext_lazy("open on Sunday"))
    excluded_dates = DatesField(
        label=gettext_lazy("not on these dates"),
        help_text=gettext_lazy("Holidays, for example. With commas between: 24.12.2026, 6.1.2027"),
        required=False,
    )
    extra_dates = DatesField(label=gettext_lazy("also on these dates"), required=False)
    timezone = forms.ChoiceField(
        label=gettext_lazy("time zone"),
        help_text=gettext_lazy("Finnish time, unless it is held online for people elsewhere."),
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        row = self.instance
        self.fields["timezone"].choices = zone_choices(row.timezone)
        # A form that nobody filled in is then seen to be unchanged.
        self.initial.setdefault("timezone", row.timezone)
        self.order_fields(ORDER)
        for field in self.fields.values():
            field.label = capfirst(field.label)
        pattern = self._stored_pattern()
        self.initial |= {
            "repeats": pattern.repeats,
            "weekdays": pattern.weekdays,
            "until": row.last_date or pattern.until,
        }
        openings = [Opening.from_json(stored) for stored in row.opening_hours]
        self.initial |= dict.fromkeys(OPENING_FIELDS, openings)
        if row.first_date:
            self.initial |= _shown_length(row)

    def _stored_pattern(self) -> Pattern:
        row = self.instance
        if not row.rrule or not row.first_date:
            return Pattern(Repeats.ONCE)
        try:
            rule = parse(row.rrule, zone(row.timezone))
        except Problem:
            return Pattern(Repeats.OTHER)
        return Pattern.of(rule, row.first_date)

    def clean(self):
        cleaned = super().clean()
        shape = cleaned["shape"] = Shape(cleaned.get("shape") or Shape.TIMES)
        cleaned["timezone"] = cleaned.get("timezone") or DEFAULT_ZONE
        for name in set(ORDER) - FIELDS_OF_SHAPE[shape]:
            # What another shape asks for says nothing here, not even something wrong.
            self._errors.pop(name, None)
            cleaned[name] = [] if name in ("extra_dates", *OPENING_FIELDS) else None
        cleaned["rrule"] = cleaned.get("rrule") or ""
        if shape == Shape.TIMES:
            self._clean_length(cleaned)
        if first := cleaned.get("first_date"):
            self._clean_rule(cleaned, first)
        return cleaned

    def _clean_length(self, cleaned: dict) -> None:
        if "starts" not in self._errors and not cleaned.get("starts"):
            self.add_error("starts", _("Write when it begins."))
        if "ends" not in self._errors and not cleaned.get("ends"):
            self.add_error("ends", _("Write when it ends."))

    def _clean_rule(self, cleaned: dict, first: date) -> None:
        repeats = Repeats(cleaned.get("repeats") or Repeats.ONCE)
        if "repeats" in self._errors:
            return
        if repeats == Repeats.OTHER:
            if not cleaned["rrule"] and "rrule" not in self._errors:
                self.add_error("rrule", _("Write the rule, or choose how often it happens."))
            return
        until = cleaned.get("until")
        is_open = cleaned["shape"] == Shape.OPEN
        if until and until < first and (is_open or repeats != Repeats.ONCE):
            self.add_error(
                "until",
                _("The last date is before the first one, %(date)s.") % {"date": short_day(first)},
            )
            return
        rule = Pattern(repeats, tuple(cleaned.get("weekdays") or ()), until).rule(first)
        by_weeks = repeats in (Repeats.WEEKLY, Repeats.FORTNIGHTLY)
        if by_weeks and first.weekday() not in {day for _nth, day in rule.weekdays}:
            self.add_error(
                "first_date",
                _("The first date is a %(weekday)s; choose that weekday too, or another date.")
                % {"weekday": WEEKDAYS[first.weekday()]},
            )
            return
        cleaned["rrule"] = str(rule) if rule else ""

    def _post_clean(self):
        """What is no field of the row goes into it before the row is checked as a whole."""
        cleaned, row = self.cleaned_data, self.instance
        shape = cleaned.get("shape") or Shape.TIMES
        row.last_date = cleaned.get("until") if shape == Shape.OPEN else None
        row.opening_hours = [
            opening.to_json() for name in OPENING_FIELDS for opening in cleaned.get(name) or []
        ]
        row.duration_minutes = _minutes(cleaned)
        super()._post_clean()

    def add_error(self, field, error):
        """What the row says of a column that no field shows stands at the field that makes it."""
        if isinstance(getattr(error, "error_dict", None), dict):
            for column, shown in _SHOWN_AT.items():
                if column in error.error_dict:
                    error.error_dict.setdefault(shown, []).extend(error.error_dict.pop(column))
        super().add_error(field, error)


def hold_zones_against(
    times: Sequence[forms.ModelForm], *, attendance: str | None, municipality: object | None
) -> None:
    """Add an error to each form of a time whose zone is not that of the place: all of Finland is in
    one, Åland with it. What is held online may be for people elsewhere."""
    if attendance != Attendance.IN_PERSON or municipality is None:
        return
    for form in times:
        if form.instance.timezone != DEFAULT_ZONE and "timezone" not in form.errors:
            form.add_error(
                "timezone",
                _(
                    "It takes place in Finland, so it is in Finnish time. Say that it is held "
                    "online, or choose Finnish time."
                ),
            )


_SHOWN_AT = {
    "duration_minutes": "days",
    "last_date": "until",
    "opening_hours": OPENING_FIELDS[0],
}


def _minutes(cleaned: dict) -> int:
    """How long one time lasts, from what was filled in; an hour where that is not enough."""
    days = cleaned.get("days") or 1
    if cleaned.get("shape") == Shape.ALL_DAY:
        return days * DAY // MINUTE
    starts, ends = cleaned.get("starts"), cleaned.get("ends")
    if cleaned.get("shape") == Shape.OPEN or None in (starts, ends):
        return 60
    length = datetime.combine(date.min, ends) - datetime.combine(date.min, starts)
    length += (days - 1) * DAY
    return (length if length > timedelta(0) else length + DAY) // MINUTE


def _shown_length(row: Schedule) -> dict:
    """The end and the number of days that give the minutes."""
    length = row.duration_minutes * MINUTE
    if row.shape == Shape.ALL_DAY:
        return {"days": max(1, length // DAY)}
    begins = datetime.combine(row.first_date, row.starts or time(0))
    ends = begins + length
    days = (ends.date() - begins.date()).days
    is_next_morning = days >= 1 and ends.time() <= begins.time()
    return {"ends": ends.time(), "days": days if is_next_morning and days == 1 else days + 1}
