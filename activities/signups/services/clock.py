"""What the clock brings: offers that nobody answered, and reminders."""

from contextlib import suppress
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from activities.models import Occurrence
from activities.signups.models import SignUp
from activities.signups.states import Status

from . import mails, signing_up
from .moves import NotPossible


def expire_offers(now: datetime | None = None) -> int:
    """Give on the places that were kept and not answered for in time; returns their number."""
    now = now or timezone.now()
    late = SignUp.objects.filter(status=Status.OFFERED, reply_by__lte=now)
    expired = 0
    for pk in list(late.order_by("reply_by", "pk").values_list("pk", flat=True)):
        with suppress(NotPossible):
            signing_up.expire(sign_up_id=pk, now=now)
            expired += 1
    return expired


def remind(now: datetime | None = None) -> int:
    """Remind those who have a place of what is tomorrow: of each date for which they signed up, and
    of the first date of a series. Returns their number."""
    now = now or timezone.now()
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    dates = Occurrence.objects.filter(
        status=Occurrence.Status.SCHEDULED,
        starts_at__gt=now,
        starts_at__lt=now + timedelta(days=2),
        activity__status="published",
    )
    reminded = 0
    for occurrence in dates.order_by("starts_at"):
        if timezone.localdate(occurrence.starts_at) == tomorrow:
            reminded += _remind_of(occurrence, now)
    return reminded


@transaction.atomic
def _remind_of(occurrence: Occurrence, now: datetime) -> int:
    confirmed = SignUp.objects.filter(
        activity=occurrence.activity_id, status=Status.CONFIRMED, reminded_at__isnull=True
    )
    waiting = [
        one
        for one in confirmed.select_for_update(skip_locked=True)
        if one.occurrence_id in (None, occurrence.pk)
    ]
    for one in waiting:
        one.reminded_at = now
        mails.tell(one, "reminder", occurrence_id=occurrence.pk)
    SignUp.objects.bulk_update(waiting, ["reminded_at"])
    return len(waiting)
