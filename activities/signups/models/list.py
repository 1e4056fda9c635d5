"""What an organiser keeps of those who signed up."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.models import Activity, Occurrence
from activities.signups.states import Mark
from polku.base.encryption import EncryptedTextField

from .sign_up import SignUp


class Presence(models.Model):
    """Whether somebody was there on a date."""

    sign_up = models.ForeignKey(SignUp, on_delete=models.CASCADE, related_name="presence")
    occurrence = models.ForeignKey(Occurrence, on_delete=models.PROTECT, related_name="+")
    mark = models.CharField(max_length=10, choices=Mark.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sign_up", "occurrence"], name="one_mark_a_sign_up_and_date"
            )
        ]

    def __str__(self):
        return f"presence of sign-up {self.sign_up_id}"


class Message(models.Model):
    """What the organiser wrote to all who signed up for a date, or for the series."""

    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="sign_up_messages"
    )
    occurrence = models.ForeignKey(
        Occurrence, on_delete=models.CASCADE, null=True, related_name="+"
    )
    text = EncryptedTextField(_("message"))
    sent_at = models.DateTimeField(default=timezone.now)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-sent_at"]

    def __str__(self):
        return f"message {self.pk} about activity {self.activity_id}"


class Announced(models.Model):
    """How a date stood when those who signed up were last told of it: what differs now is news."""

    occurrence = models.OneToOneField(Occurrence, on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    is_off = models.BooleanField(default=False)

    def __str__(self):
        return f"occurrence {self.occurrence_id} as announced"


class Tally(models.Model):
    """What stays once the sign-ups for a date, or for a series, are deleted: counts."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+")
    occurrence = models.ForeignKey(
        Occurrence, on_delete=models.PROTECT, null=True, related_name="+"
    )
    # Those who had a place to the end, and how many places these were, with whom of them.
    sign_ups = models.PositiveIntegerField(default=0)
    places = models.PositiveIntegerField(default=0)
    children = models.PositiveIntegerField(default=0)
    adults = models.PositiveIntegerField(default=0)
    # Those whose sign-up ended before.
    cancelled = models.PositiveIntegerField(default=0)
    # Marks, of all dates.
    present = models.PositiveIntegerField(default=0)
    absent = models.PositiveIntegerField(default=0)
    # {code: number of sign-ups}
    languages = models.JSONField(default=dict)
    counted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "occurrence"],
                name="one_tally_a_date_of_sign_ups",
                nulls_distinct=False,
            )
        ]
        verbose_name = _("count of sign-ups")

    def __str__(self):
        return f"sign-ups for activity {self.activity_id}, counted"
