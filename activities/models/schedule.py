"""When an activity happens, as its editors write it: times, and what is otherwise on one date."""

from datetime import time, timedelta

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import model_from_serializable_data
from wagtail.models import Orderable

from activities.recurrence import DEFAULT_ZONE, Change, Problem, Reason, Series, Shape, check
from polku.base.opening_hours import Opening

MINUTE = timedelta(minutes=1)


class PartOfPage(Orderable):
    """A row of a page, at little cost in queries."""

    class Meta(Orderable.Meta):
        abstract = True

    @classmethod
    def from_serializable_data(cls, data, check_fks=True, strict_fks=False):
        """Out of a draft of its page, which is there and need not be looked for once a row."""
        return model_from_serializable_data(cls, data, check_fks=False, strict_fks=strict_fks)

    def validate_constraints(self, exclude=None):
        """Forms say it in words, the table holds it, and asking costs three queries a row."""


class Schedule(PartOfPage):
    """A first time and, where it repeats, a rule: the text of an iCalendar RRULE without its name.
    Or opening hours, from the first date to the last one, where there is one.

    Times are wall-clock times of `timezone`; `activities.recurrence` says how they are read.
    """

    page = ParentalKey(
        "activities.ActivityPage", on_delete=models.CASCADE, related_name="schedules"
    )
    shape = models.CharField(
        _("how it takes place"), max_length=10, choices=Shape.choices, default=Shape.TIMES
    )
    first_date = models.DateField(_("first date"))
    # Of what is open only; the last date of what repeats stands in its rule.
    last_date = models.DateField(_("last date"), null=True, blank=True)
    # Of times only: whole days begin at midnight, and opening hours say their own.
    starts = models.TimeField(_("begins at"), null=True, blank=True)
    duration_minutes = models.PositiveIntegerField(
        _("lasts, in minutes"),
        default=60,
        validators=[MinValueValidator(1), MaxValueValidator(31 * 24 * 60)],
    )
    rrule = models.CharField(_("rule"), max_length=300, blank=True)
    timezone = models.CharField(_("time zone"), max_length=60, default=DEFAULT_ZONE)
    excluded_dates = ArrayField(
        models.DateField(), verbose_name=_("not on these dates"), default=list, blank=True
    )
    extra_dates = ArrayField(
        models.DateField(), verbose_name=_("also on these dates"), default=list, blank=True
    )
    # [weekday, opens, closes], as `polku.base.opening_hours.Opening` writes it.
    opening_hours = models.JSONField(_("opening hours"), default=list, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("time")
        verbose_name_plural = _("times")
        constraints = [
            models.CheckConstraint(
                condition=~Q(shape=Shape.TIMES) | Q(starts__isnull=False),
                name="schedule_of_times_says_when_it_begins",
            )
        ]

    def __str__(self):
        return f"{self.first_date} {self.starts or self.shape}"

    @property
    def series(self) -> Series:
        """Without the changes of single dates, which belong to the page."""
        return Series(
            first_date=self.first_date,
            starts=self.starts or time(0),
            duration=self.duration_minutes * MINUTE,
            rrule=self.rrule,
            timezone=self.timezone,
            excluded=frozenset(self.excluded_dates),
            extra=frozenset(self.extra_dates),
            shape=self.shape,
            last_date=self.last_date,
            hours=tuple(map(Opening.from_json, self.opening_hours)),
        )

    @classmethod
    def of(cls, series: Series, **fields) -> "Schedule":
        """The row that says what a series says."""
        return cls(
            shape=series.shape,
            first_date=series.first_date,
            last_date=series.last_date,
            starts=series.starts if series.shape == Shape.TIMES else None,
            duration_minutes=series.duration // MINUTE,
            rrule=series.rrule,
            timezone=series.timezone,
            excluded_dates=sorted(series.excluded),
            extra_dates=sorted(series.extra),
            opening_hours=[opening.to_json() for opening in series.hours],
            **fields,
        )

    @property
    def is_complete(self) -> bool:
        """Whether there is enough for a series; a draft may still lack something."""
        has_time = self.starts is not None or self.shape != Shape.TIMES
        return has_time and None not in (self.first_date, self.duration_minutes)

    def clean(self):
        super().clean()
        if not self.is_complete:
            return  # the fields have said so themselves
        try:
            check(self.series)
        except Problem as problem:
            said = str(problem)
            in_form = problem.field != "timezone"
            raise ValidationError({problem.field: said} if in_form else said) from problem


class DateChange(PartOfPage):
    """What is otherwise on one date: it is moved to another day, time or place, or it is cancelled
    for a reason. The date keeps its original local start as its name."""

    class Kind(models.TextChoices):
        CANCELLED = "cancelled", _("cancelled")
        MOVED = "moved", _("moved")

    page = ParentalKey(
        "activities.ActivityPage", on_delete=models.CASCADE, related_name="date_changes"
    )
    date = models.DateField(_("date as it was planned"))
    starts = models.TimeField(
        _("time as it was planned"),
        null=True,
        blank=True,
        help_text=_("Only where there are several times on that day."),
    )
    kind = models.CharField(
        _("what happens"), max_length=10, choices=Kind.choices, default=Kind.CANCELLED
    )
    reason = models.CharField(
        _("why it is cancelled"), max_length=10, choices=Reason.choices, blank=True
    )
    new_date = models.DateField(_("new date"), null=True, blank=True)
    new_starts = models.TimeField(_("new time, begins at"), null=True, blank=True)
    new_ends = models.TimeField(_("new time, ends at"), null=True, blank=True)
    new_place = models.CharField(_("new place"), max_length=200, blank=True)
    note = models.CharField(
        _("more about it"),
        max_length=200,
        blank=True,
        help_text=_("One short sentence; it is not translated."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("change of one date")
        verbose_name_plural = _("changes of single dates")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="moved", reason="") | (Q(kind="cancelled") & ~Q(reason="")),
                name="cancelled_date_says_why",
            )
        ]

    def __str__(self):
        return f"{self.date} {self.kind}"

    @property
    def change(self) -> Change:
        is_cancelled = self.kind == self.Kind.CANCELLED
        return Change(
            date=self.date,
            starts=self.starts,
            reason=(self.reason or Reason.OTHER) if is_cancelled else "",
            new_date=None if is_cancelled else self.new_date,
            new_starts=None if is_cancelled else self.new_starts,
            new_ends=None if is_cancelled else self.new_ends,
            new_place="" if is_cancelled else self.new_place,
            note=self.note,
        )

    @classmethod
    def of(cls, change: Change, **fields) -> "DateChange":
        """The row that says what a change says."""
        kind = cls.Kind.CANCELLED if change.is_cancelled else cls.Kind.MOVED
        names = ("date", "starts", "reason", "new_date", "new_starts", "new_ends", "new_place")
        said = {name: getattr(change, name) for name in names}
        return cls(kind=kind, note=change.note, **said, **fields)

    def clean(self):
        super().clean()
        if self.kind == self.Kind.MOVED:
            self.reason = ""
        elif not self.reason:
            raise ValidationError({"reason": gettext("Say why it is cancelled.")})
