"""Coded facts for statistics: organisations, codes, dates and a random case number, never a
person. They stay when the person is erased."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from orgs.models import Area, Organisation


class ReferralFact(models.Model):
    """One move of a referral, as statistics count it."""

    # The outbox event it came from: told twice, counted once.
    event_id = models.BigIntegerField(unique=True)
    verb = models.CharField(max_length=30)
    on = models.DateField()
    sender = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    activity_kind = models.CharField(max_length=30)
    themes = ArrayField(models.CharField(max_length=30), default=list)
    municipality = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+")
    case_number = models.UUIDField()
    reason = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["sender", "on"], name="referral_fact_by_sender"),
            models.Index(fields=["receiver", "on"], name="referral_fact_by_receiver"),
            models.Index(fields=["municipality", "on"], name="referral_fact_by_municipality"),
        ]

    def __str__(self):
        return f"{self.verb} {self.on}"
