"""The times of an activity in the plain form: as many forms as there are times, one more on
demand, without any script."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import BaseModelFormSet
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.forms import BaseChildFormSet, childformset_factory

from activities.models import ActivityPage, DateChange, Schedule
from activities.recurrence import Problem, Series, assign, preview

from . import changes as change_forms
from . import schedule as schedule_forms
from .my_activity import DayInput

MOST = 20


class ClockInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


class _PlainWidgets:
    """The browser's own calendar and clock, and typed ones where it has none."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            attrs = field.widget.attrs
            if isinstance(field, forms.DateField):
                field.widget = DayInput(attrs)
                field.input_formats = ["%Y-%m-%d", "%d.%m.%Y"]
            elif isinstance(field, forms.TimeField):
                field.widget = ClockInput(attrs)
                field.input_formats = ["%H:%M", "%H.%M", "%H:%M:%S", "%H"]
            field.label = capfirst(field.label or "")


class PlainScheduleForm(_PlainWidgets, schedule_forms.ScheduleForm):
    """What few people need stands apart from the rest (`MORE`)."""

    MORE = ("excluded_dates", "extra_dates", "days", "timezone", "rrule")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            # By these classes the stylesheet hides what the chosen shape does not ask for.
            field.shapes = " ".join(
                f"of-{shape}"
                for shape, names in schedule_forms.FIELDS_OF_SHAPE.items()
                if name in names
            )

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        return [
            self[name]
            for name in self.fields
            if name in schedule_forms.ORDER and name not in self.MORE
        ]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.MORE]

    @property
    def has_more(self) -> bool:
        """Whether something is said there, or is wrong."""
        row = self.instance
        return bool(
            (self.is_bound and set(self.MORE) & set(self.errors))
            or row.excluded_dates
            or row.extra_dates
        )


class PlainChangeForm(_PlainWidgets, change_forms.DateChangeForm):
    pass


class Rows(BaseChildFormSet):
    """Forms of rows below a draft. What names a row that the draft no longer has is a new row: it
    was typed, so it is not lost."""

    deletion_widget = forms.CheckboxInput

    def _construct_form(self, i, **kwargs):
        try:
            return super()._construct_form(i, **kwargs)
        except (KeyError, ValidationError):
            kwargs["instance"] = self.model()
            return super(BaseModelFormSet, self)._construct_form(i, **kwargs)

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields.pop("ORDER", None)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = self.delete_label
        form.fields[self.model._meta.pk.name].required = False

    @property
    def ordered_forms(self):
        """In the order in which they stand on the page."""
        return [form for form in self.forms if form not in self.deleted_forms]

    @property
    def kept(self) -> list[forms.ModelForm]:
        return [form for form in self.forms if form not in self.deleted_forms]


class TimeRows(Rows):
    @property
    def delete_label(self) -> str:
        return _("Take this time away")


class ChangeRows(Rows):
    @property
    def delete_label(self) -> str:
        return _("Take this change away")


def _factory(model: type, form: type, rows: type, fields: list[str]) -> type:
    return childformset_factory(
        ActivityPage,
        model,
        form=form,
        formset=rows,
        fields=fields,
        extra=0,
        max_num=MOST,
        validate_max=True,
    )


_Times = _factory(Schedule, PlainScheduleForm, TimeRows, schedule_forms.MODEL_FIELDS)
_Changes = _factory(DateChange, PlainChangeForm, ChangeRows, change_forms.MODEL_FIELDS)


class Times:
    """The forms of all times of a page and of the changes of single dates, as one thing."""

    def __init__(self, data: QueryDict | None, page: ActivityPage):
        self.page = page
        self.times = _Times(data, instance=page, prefix="times")
        self.changes = _Changes(data, instance=page, prefix="changes")
        if data is None and not self.times.forms:
            self.times.extra = 1
            self.__dict__.pop("forms", None)
            del self.times.forms

    def is_valid(self) -> bool:
        """Whether all can be read; a change of a date is held against the times."""
        ok = self.times.is_valid()
        if ok and self.changes.is_valid():
            change_forms.hold_against(self.times.kept, self.changes.kept, timezone.localdate())
        return ok and self.changes.is_valid() and not any(f.errors for f in self.changes.kept)

    def fit_the_place(self, *, attendance: str | None, municipality: object | None) -> bool:
        """Whether the time zones are those of where it takes place; says at each what is wrong."""
        schedule_forms.hold_zones_against(
            self.times.kept, attendance=attendance, municipality=municipality
        )
        return not any(form.errors for form in self.times.kept)

    def apply(self) -> None:
        """Put the times into the page, which is not saved."""
        self.times.save(commit=False)
        self.changes.save(commit=False)

    @property
    def said(self) -> list[str]:
        """The times and their changes in words, as the public will read them; what is wrong or not
        complete yet is left out."""
        try:
            return preview(self._series(), timezone.localdate())
        except Problem:
            return []

    def _series(self) -> list[Series]:
        if not self.times.is_bound:
            return self.page.series
        self.is_valid()
        rows = [form.instance for form in self.times.kept if not form.errors]
        changes = [form.instance for form in self.changes.kept if not form.errors]
        return assign(
            [row.series for row in rows if row.is_complete],
            [row.change for row in changes if row.date],
        )[0]

    @property
    def errors(self) -> list[tuple[forms.BoundField | None, str]]:
        """What is wrong, each with the field where it is."""
        found = []
        for rows in (self.times, self.changes):
            found += [(None, sentence) for sentence in rows.non_form_errors()]
            for form in rows.kept:
                for name, sentences_ in form.errors.items():
                    field = form[name] if name in form.fields else None
                    found += [(field, sentence) for sentence in sentences_]
        return found


def with_one_more(data: QueryDict, prefix: str) -> QueryDict:
    """What was sent, with one more form of this kind, as empty as the first one was."""
    data = data.copy()
    name = f"{prefix}-TOTAL_FORMS"
    number = int(data[name]) if data.get(name, "").isdecimal() else 0
    if number >= MOST:
        return data
    data[name] = str(number + 1)
    rows = {"times": _Times, "changes": _Changes}[prefix]
    for field in rows.form(prefix=f"{prefix}-{number}"):
        if (value := field.value()) not in (None, "", [], ()):
            data[field.html_name] = str(value)
    return data
