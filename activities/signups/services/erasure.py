"""Deleting who signed up, some time after the last date; only counts stay."""

from collections import Counter
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from activities.models import Occurrence
from activities.signups.models import Message, Presence, SignUp, Tally
from activities.signups.states import ENDED, HOLDING, Mark
from polku.record import audit

from . import places


@transaction.atomic
def erase_old(now: datetime | None = None) -> int:
    """Delete the sign-ups whose time has come: those for a date or a series that ended
    POLKU_SIGN_UPS_KEPT_DAYS days ago, and those that were cancelled so long ago. Returns their
    number; what organisers wrote to them goes as well."""
    now = now or timezone.now()
    before = now - timedelta(days=settings.POLKU_SIGN_UPS_KEPT_DAYS)
    old = list(_old(before).select_for_update(of=("self",)))
    by_gathering: dict[tuple, list[SignUp]] = {}
    for one in old:
        by_gathering.setdefault((one.activity_id, one.occurrence_id), []).append(one)
    for (activity_id, occurrence_id), gone in by_gathering.items():
        _count(activity_id, occurrence_id, gone, now)
    SignUp.objects.filter(pk__in=[one.pk for one in old]).delete()
    messages, _models = Message.objects.filter(sent_at__lt=before).delete()
    if old or messages:
        audit.record(None, "sign_up.erase", count=len(old))
    return len(old)


@transaction.atomic
def erase(sign_up_id: int) -> int:
    """Delete one sign-up now, as its person wants; returns the number of rows. Its places are free
    for who waits."""
    where = SignUp.objects.filter(pk=sign_up_id).values_list("activity_id", "occurrence_id").first()
    if where is None:
        return 0
    gathering, now = places.lock(*where), timezone.now()
    _count(*where, list(SignUp.objects.filter(pk=sign_up_id)), now)
    number, _models = SignUp.objects.filter(pk=sign_up_id).delete()
    places.settle(gathering, now)
    audit.record(None, "sign_up.erase", count=1)
    return number


def _old(before: datetime):
    """Of a series the last date counts; of what has no dates, the end of the activity."""
    last = (
        Occurrence.objects.filter(activity=OuterRef("activity"))
        .order_by()
        .values("activity")
        .annotate(last=Max("ends_at"))
        .values("last")
    )
    return SignUp.objects.annotate(
        last=Coalesce(F("occurrence__ends_at"), Subquery(last), F("activity__archived_at"))
    ).filter(Q(last__lt=before) | Q(status__in=ENDED, ended_at__lt=before))


def _count(activity_id: int, occurrence_id: int | None, gone: list[SignUp], now: datetime) -> None:
    """Add what goes to the counts that stay."""
    tally, _made = Tally.objects.get_or_create(activity_id=activity_id, occurrence_id=occurrence_id)
    held = [one for one in gone if one.status in HOLDING]
    marks = Counter(Presence.objects.filter(sign_up__in=gone).values_list("mark", flat=True))
    tally.sign_ups += len(held)
    tally.places += sum(one.places for one in held)
    tally.children += sum(one.children for one in held)
    tally.adults += sum(one.adults for one in held)
    tally.cancelled += sum(one.status in ENDED for one in gone)
    tally.present += marks[Mark.PRESENT]
    tally.absent += marks[Mark.ABSENT]
    tally.languages = dict(Counter(tally.languages) + Counter(one.language for one in held))
    tally.counted_at = now
    tally.save()
