"""When an activity happens, as its editors write it."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from activities.recurrence import Problem, Series, check


class Schedule(Orderable):
    """A first time and, where it repeats, a rule: the text of an iCalendar RRULE without its name.

    Times are wall-clock times of `timezone`; `activities.recurrence` says how they are read.
    """

    page = ParentalKey(
        "activities.ActivityPage", on_delete=models.CASCADE, related_name="schedules"
    )
    first_date = models.DateField(_("first date"))
    starts = models.TimeField(_("begins at"))
    duration_minutes = models.PositiveIntegerField(
        _("lasts, in minutes"),
        default=60,
        validators=[MinValueValidator(1), MaxValueValidator(31 * 24 * 60)],
    )
    rrule = models.CharField(_("rule"), max_length=300, blank=True)
    timezone = models.CharField(_("time zone"), max_length=60, default="Europe/Helsinki")
    excluded_dates = ArrayField(
        models.DateField(), verbose_name=_("not on these dates"), default=list, blank=True
    )
    extra_dates = ArrayField(
        models.DateField(), verbose_name=_("also on these dates"), default=list, blank=True
    )

    # The fields between, `repeats` to `until`, are those of activities.panels.ScheduleForm.
    panels = [
        FieldPanel("first_date"),
        FieldPanel("starts"),
        FieldPanel("duration_minutes"),
        FieldPanel("repeats"),
        FieldPanel("weekdays"),
        FieldPanel("until"),
        FieldPanel("rrule"),
        FieldPanel("excluded_dates"),
        FieldPanel("extra_dates"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("time")
        verbose_name_plural = _("times")

    def __str__(self):
        return f"{self.first_date} {self.starts}"

    @property
    def series(self) -> Series:
        return Series(
            first_date=self.first_date,
            starts=self.starts,
            duration=timedelta(minutes=self.duration_minutes),
            rrule=self.rrule,
            timezone=self.timezone,
            excluded=frozenset(self.excluded_dates),
            extra=frozenset(self.extra_dates),
        )

    def clean(self):
        super().clean()
        if None in (self.first_date, self.starts, self.duration_minutes):
            return  # the fields have said so themselves
        try:
            check(self.series)
        except Problem as problem:
            said = str(problem)
            in_form = problem.field != "timezone"
            raise ValidationError({problem.field: said} if in_form else said) from problem
