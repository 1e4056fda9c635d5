"""How a schedule is written in the editor: choices instead of the text of a rule."""

import re
from datetime import date, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel
from wagtail.admin.panels.base import get_form_for_model
from wagtail.admin.widgets import AdminDateInput

from activities.recurrence import Problem, parse
from activities.recurrence.clock import zone
from activities.recurrence.patterns import Pattern, Repeats
from polku.base.templatetags.presentation import short_day


class DatesField(forms.CharField):
    """Several dates in one line, as 24.12.2026 or 2026-12-24, between commas or spaces."""

    _FORMS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y")

    def prepare_value(self, value):
        if isinstance(value, (list, tuple)):
            return ", ".join(f"{day.day}.{day.month}.{day.year}" for day in value)
        return value

    def to_python(self, value) -> list[date]:
        return sorted({self._date(word) for word in re.split(r"[,;\s]+", value or "") if word})

    def has_changed(self, initial, data) -> bool:
        try:
            return self.to_python(data) != sorted(initial or [])
        except ValidationError:
            return True

    def _date(self, word: str) -> date:
        for form in self._FORMS:
            try:
                return datetime.strptime(word, form).date()
            except ValueError:
                continue
        raise ValidationError(
            _("“%(word)s” is no date. Write dates as in %(example)s, with commas between.")
            % {"word": word, "example": "24.12.2026, 31.12.2026"}
        )


class ScheduleForm(WagtailAdminModelForm):
    """Reads the rule into choices and writes the choices into the rule."""

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
        widget=AdminDateInput,
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
    excluded_dates = DatesField(
        label=gettext_lazy("not on these dates"),
        help_text=gettext_lazy("Holidays, for example. With commas between: 24.12.2026, 6.1.2027"),
        required=False,
    )
    extra_dates = DatesField(label=gettext_lazy("also on these dates"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        pattern = self._stored_pattern()
        self.initial |= {
            "repeats": pattern.repeats,
            "weekdays": pattern.weekdays,
            "until": pattern.until,
        }

    def _stored_pattern(self) -> Pattern:
        schedule = self.instance
        if not schedule.rrule or not schedule.first_date:
            return Pattern(Repeats.ONCE)
        try:
            rule = parse(schedule.rrule, zone(schedule.timezone))
        except Problem:
            return Pattern(Repeats.OTHER)
        return Pattern.of(rule, schedule.first_date)

    def clean(self):
        cleaned = super().clean()
        first, until = cleaned.get("first_date"), cleaned.get("until")
        if "repeats" not in cleaned or not first:
            return cleaned
        repeats = Repeats(cleaned["repeats"] or Repeats.ONCE)
        if repeats == Repeats.OTHER:
            if not cleaned.get("rrule"):
                self.add_error("rrule", _("Write the rule, or choose how often it happens."))
            return cleaned
        if until and until < first and repeats != Repeats.ONCE:
            self.add_error(
                "until",
                _("The last date is before the first one, %(date)s.") % {"date": short_day(first)},
            )
            return cleaned
        weekdays = tuple(cleaned.get("weekdays") or ())
        rule = Pattern(repeats, weekdays, until).rule(first)
        by_weeks = repeats in (Repeats.WEEKLY, Repeats.FORTNIGHTLY)
        if by_weeks and first.weekday() not in {day for _nth, day in rule.weekdays}:
            self.add_error(
                "first_date",
                _("The first date is a %(weekday)s; choose that weekday too, or another date.")
                % {"weekday": WEEKDAYS[first.weekday()]},
            )
            return cleaned
        cleaned["rrule"] = str(rule) if rule else ""
        return cleaned


class SchedulePanel(InlinePanel):
    """An inline panel whose forms are `ScheduleForm`s."""

    def get_form_options(self):
        options = super().get_form_options()
        formset = options["formsets"][self.relation_name]
        formset["form"] = get_form_for_model(
            self.db_field.related_model,
            form_class=ScheduleForm,
            defer_required_on_fields=self.child_edit_handler.get_form_options().get(
                "defer_required_on_fields", []
            ),
        )
        return options
