"""The published facts: all that discovery, feeds, referrals and reports ever read."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from activities.recurrence import Reason
from orgs.models import Organisation

from .facts import Facts
from .page import ActivityPage

# The hours at which the day and the evening begin.
NOON, EVENING = 12, 17


class Activity(Facts):
    """One activity in all its languages. It outlives its pages, so that a referral never loses
    what it pointed to."""

    class Status(models.TextChoices):
        PUBLISHED = "published", _("published")
        ARCHIVED = "archived", _("archived")

    translation_key = models.UUIDField(unique=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="activities"
    )
    # The language whose page holds the facts; making another one the original changes it.
    original_language = models.CharField(max_length=10)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.PUBLISHED)
    # The schedule as published, so that occurrences can be topped up without the page.
    schedules = models.JSONField(default=list)
    # What has opening hours has no occurrences, but is listed from and until these moments.
    open_from = models.DateTimeField(null=True)
    open_until = models.DateTimeField(null=True)
    # On which weekdays and at which times of day, as `queries.times.slot` numbers them.
    open_slots = ArrayField(models.PositiveSmallIntegerField(), default=list)
    first_published_at = models.DateTimeField()
    facts_published_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True)
    # Rises when all dates change for who has them in a calendar: another place, taken back, again
    # on offer, other opening hours.
    sequence = models.PositiveIntegerField(default=0, db_default=0)
    # Counted anew with each sign-up for the whole series; None where one does not sign up for it,
    # or where there is no limit.
    places_left = models.PositiveIntegerField(null=True, editable=False)

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        indexes = [
            GinIndex(fields=["languages"], name="activity_languages"),
            GinIndex(fields=["themes"], name="activity_themes"),
            models.Index(
                fields=["municipality"],
                name="activity_published_in",
                condition=Q(status="published"),
            ),
            models.Index(
                fields=["places_left"],
                name="activity_places_left",
                condition=Q(places_left__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="archived", archived_at__isnull=False)
                | Q(status="published", archived_at__isnull=True),
                name="archived_activity_says_when",
            ),
            models.CheckConstraint(
                condition=Q(open_until__isnull=True) | Q(open_until__gt=models.F("open_from")),
                name="activity_closes_after_it_opens",
            ),
        ]

    def __str__(self):
        return f"{self.organisation_id}: {self.translation_key}"


class ActivityText(models.Model):
    """The text of an activity in one language, from a live page that is no alias."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=10)
    page = models.ForeignKey(
        ActivityPage, on_delete=models.SET_NULL, null=True, related_name="published_texts"
    )
    title = models.CharField(max_length=255)
    summary = models.CharField(max_length=250, blank=True)
    # Plain text, for search and for readers after the page is gone.
    body = models.TextField(blank=True)
    directions = models.TextField(blank=True)
    price_note = models.CharField(max_length=250, blank=True)
    cover_alt = models.CharField(max_length=250, blank=True)
    # For workers who refer.
    intake_criteria = models.TextField(blank=True)
    what_happens_next = models.TextField(blank=True)
    published_at = models.DateTimeField()
    search = SearchVectorField(null=True)
    # Of what the words were made from, so that one sees whether they are out of date.
    search_digest = models.CharField(max_length=64, blank=True, default="", db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "language"], name="one_text_a_language_of_activity"
            )
        ]
        indexes = [
            GinIndex(fields=["search"], name="activity_text_search"),
        ]

    def __str__(self):
        return self.title


class Occurrence(models.Model):
    """One date of an activity, known by its original local start: a date that moves keeps its
    row, a date that falls away is cancelled, nothing that others refer to is deleted.

    `starts_at` and `ends_at` are the moments as they are now. `is_moved`: they are not those of
    the local start. `place` is that of this date alone. A date that was cancelled by name has a
    `reason`; one that fell away because the schedule changed has none. `note` is in the original
    language of the activity.

    `key` is its name in calendars (the UID of RFC 5545) for ever, `sequence` rises with each change
    of its time, place or status, and `changed_at` is the moment of the last change of anything.
    """

    class Status(models.TextChoices):
        SCHEDULED = "scheduled", _("scheduled")
        CANCELLED = "cancelled", _("cancelled")

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="occurrences")
    local_date = models.DateField()
    local_time = models.TimeField()
    timezone = models.CharField(max_length=60)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.SCHEDULED)
    is_all_day = models.BooleanField(default=False)
    is_moved = models.BooleanField(default=False)
    place = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=10, choices=Reason.choices, blank=True)
    note = models.CharField(max_length=200, blank=True)
    key = models.UUIDField(default=uuid.uuid4, db_default=RandomUUID(), unique=True)
    sequence = models.PositiveIntegerField(default=0, db_default=0)
    changed_at = models.DateTimeField(default=now, db_default=Now())
    # As that of the activity, where one signs up for single dates.
    places_left = models.PositiveIntegerField(null=True, editable=False)
    # When it begins, by its own clock: a bit for the weekday, of which Monday is the first, and one
    # for morning, day or evening. A date of a whole day is at all times of the day.
    on_weekdays = models.GeneratedField(
        expression=models.Func(
            models.F("starts_at"),
            models.F("timezone"),
            arg_joiner=" AT TIME ZONE ",
            template="(1 << (EXTRACT(isodow FROM (%(expressions)s))::int - 1))",
            output_field=models.SmallIntegerField(),
        ),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )
    at_times = models.GeneratedField(
        expression=models.Case(
            models.When(is_all_day=True, then=models.Value(7)),
            default=models.Func(
                models.F("starts_at"),
                models.F("timezone"),
                arg_joiner=" AT TIME ZONE ",
                template="(1 << width_bucket(EXTRACT(hour FROM (%(expressions)s))::int, "
                f"ARRAY[{NOON}, {EVENING}]))",
                output_field=models.IntegerField(),
            ),
            output_field=models.IntegerField(),
        ),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "local_date", "local_time"],
                name="one_occurrence_a_local_start",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=models.F("starts_at")),
                name="occurrence_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(reason="") | Q(status="cancelled"),
                name="only_a_cancelled_occurrence_has_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["starts_at", "activity"],
                name="occurrence_scheduled",
                condition=Q(status="scheduled"),
            ),
            # With all that is asked of dates to come, so that they are counted from it alone.
            models.Index(
                fields=["activity", "starts_at"],
                include=["ends_at", "on_weekdays", "at_times", "places_left"],
                name="occurrence_of_activity",
                condition=Q(status="scheduled"),
            ),
            models.Index(
                fields=["places_left", "starts_at"],
                name="occurrence_places_left",
                condition=Q(places_left__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.activity_id} {self.local_date} {self.local_time}"
