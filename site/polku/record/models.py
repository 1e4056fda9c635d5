"""The record: who did or saw what, and the events that one room tells another.

Both tables hold numbers and codes, never a value of a field, so that neither has to be erased
with a person. They name accounts and organisations by number, without foreign keys: the record
outlives what it speaks of.
"""

from django.db import models
from django.utils import timezone


class AuditEntry(models.Model):
    """One act: a change, a read, a search, an export. A trigger refuses to change or remove it."""

    at = models.DateTimeField(default=timezone.now, db_index=True)
    user_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.BigIntegerField(null=True)
    # How many rows a list, search or export showed.
    count = models.PositiveIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "at"], name="audit_by_subject"),
            models.Index(fields=["organisation_id", "at"], name="audit_by_organisation"),
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.subject_type} {self.subject_id}"


class OutboxEvent(models.Model):
    """Something that happened, told to whoever subscribed to its kind, at least once."""

    kind = models.CharField(max_length=60)
    at = models.DateTimeField(default=timezone.now)
    organisation_id = models.BigIntegerField(null=True)
    # Codes, dates, numbers of rows and random case numbers only.
    facts = models.JSONField(default=dict)
    delivered_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    # The kind of the last fault, without its text: a text could carry a value.
    last_fault = models.CharField(max_length=100, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["id"], name="outbox_waiting", condition=models.Q(delivered_at__isnull=True)
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.pk}"
