"""What one signs up for."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet, Sum

from activities.models import Activity, Occurrence
from activities.signups.states import HOLDING

from .sign_up import SignUp


@dataclass(frozen=True)
class Gathering:
    """One date of an activity, or all of it where there is no date. What is true of its places is
    known for sure only to who holds its lock (`services.places.lock`)."""

    activity: Activity
    occurrence: Occurrence | None = None

    @property
    def capacity(self) -> int | None:
        """How many places there are; None where there is no limit."""
        return self.activity.capacity

    @property
    def is_off(self) -> bool:
        """Taken back by the organiser."""
        is_cancelled = (
            self.occurrence is not None and self.occurrence.status == Occurrence.Status.CANCELLED
        )
        return is_cancelled or self.activity.status == Activity.Status.ARCHIVED

    def next_start(self, now: datetime) -> datetime | None:
        """When it begins: of a series its next date; None where nothing is planned."""
        if self.occurrence is not None:
            return self.occurrence.starts_at
        coming = self.activity.occurrences.filter(
            status=Occurrence.Status.SCHEDULED, starts_at__gt=now
        )
        return coming.order_by("starts_at").values_list("starts_at", flat=True).first()

    def sign_ups(self) -> QuerySet[SignUp]:
        return SignUp.objects.filter(activity=self.activity, occurrence=self.occurrence)

    def taken(self) -> int:
        found = self.sign_ups().filter(status__in=HOLDING)
        return found.aggregate(number=Sum("places"))["number"] or 0

    def free(self) -> int | None:
        """None where there is no limit."""
        return None if self.capacity is None else max(0, self.capacity - self.taken())
