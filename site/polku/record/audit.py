"""Writing the record."""

from datetime import datetime

from django.db import models
from django.utils import timezone

from orgs.access import Actor

from .models import AuditEntry


def record(
    actor: Actor | None,
    verb: str,
    subject: models.Model | None = None,
    *,
    count: int | None = None,
    at: datetime | None = None,
) -> AuditEntry:
    """Add one entry: `verb` as `referral.accept` or `referral.read`; no actor means the system.

    `count`: the number of rows that a list, search or export showed. A search is recorded by its
    results, not by its words.
    """
    return AuditEntry.objects.create(
        at=at or timezone.now(),
        user_id=actor.user.pk if actor else None,
        organisation_id=actor.organisation.pk if actor else None,
        verb=verb,
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_id=subject.pk if subject is not None else None,
        count=count,
    )
