"""Comparing pages with published facts, and mending what differs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from activities.models import Activity, ActivityPage
from activities.recurrence import Problem

from . import publishing, texts


@dataclass(frozen=True)
class Finding:
    """What differs for one activity, or the fault that keeps it from being published."""

    translation_key: UUID
    differs: list[str] = field(default_factory=list)
    fault: str = ""


def check(*, repair: bool = False) -> Iterator[Finding]:
    """Compare every activity with its pages, each in a transaction of its own.

    The comparison is a publication that is taken back unless `repair` is set, so that it cannot
    overlook what publishing would do.
    """
    keys = ActivityPage.objects.values("translation_key").union(
        Activity.objects.values("translation_key")
    )
    for (key,) in list(keys.values_list("translation_key")):
        try:
            with transaction.atomic():
                differs = publishing.publish(key) or texts.learn_again(key)
                if not repair:
                    transaction.set_rollback(True)
        except (Problem, ValidationError) as fault:
            yield Finding(key, fault=" ".join(getattr(fault, "messages", [str(fault)])))
            continue
        if differs:
            yield Finding(key, differs)
