"""Places without overselling: whoever changes who holds one holds the lock of what it is for."""

from datetime import datetime

from django.db.models import Sum
from django.utils import timezone

from activities.models import Activity, Occurrence
from activities.signups.models import Gathering, SignUp
from activities.signups.rules import first_that_fits, reply_by
from activities.signups.states import HOLDING, Status

from . import mails, moves


def lock(activity_id: int, occurrence_id: int | None) -> Gathering:
    """Let one transaction at a time give or take places of a date, or of a series; read anew under
    the lock. Raises Activity.DoesNotExist, Occurrence.DoesNotExist.

    The row itself is locked, and only one, so that nobody waits for anybody in a circle; rows that
    refer to it can still be added.
    """
    facts = Activity.objects.select_related("organisation")
    if occurrence_id is None:
        # The organisation is joined as it was before the wait, but is not what is counted.
        locked = facts.select_for_update(no_key=True, of=("self",)).get(pk=activity_id)
        return Gathering(locked)
    occurrence = Occurrence.objects.select_for_update(no_key=True).get(
        pk=occurrence_id, activity=activity_id
    )
    return Gathering(facts.get(pk=activity_id), occurrence)


def settle(gathering: Gathering, now: datetime) -> None:
    """Offer what is free to those who wait, and publish how many places are left. To be called
    under the lock after each change."""
    free = gathering.free()
    if not gathering.is_off:
        free = _move_up(gathering, free, now)
    _publish(gathering, free)


def recount(activity: Activity, now: datetime | None = None) -> None:
    """After the facts or dates of an activity were published: the numbers of all that one signs up
    for from now on, and moves where there are more places than before."""
    now = now or timezone.now()
    is_by_date = activity.is_signed_up_by_date
    if activity.sign_up and not is_by_date:
        settle(lock(activity.pk, None), now)
    elif activity.places_left is not None:
        _publish(Gathering(activity), None)
    if not is_by_date:
        activity.occurrences.filter(places_left__isnull=False).update(places_left=None)
        return
    coming = list(
        activity.occurrences.filter(ends_at__gt=now).select_for_update(no_key=True).order_by("pk")
    )
    taken = dict(
        SignUp.objects.filter(occurrence__in=coming, status__in=HOLDING)
        .order_by()
        .values_list("occurrence")
        .annotate(Sum("places"))
    )
    waited_for = {
        *SignUp.objects.filter(occurrence__in=coming, status=Status.WAITING)
        .order_by()
        .values_list("occurrence", flat=True)
    }
    different = []
    for occurrence in coming:
        gathering = Gathering(activity, occurrence)
        if occurrence.pk in waited_for:
            settle(gathering, now)
            continue
        left = _left(activity.capacity, taken.get(occurrence.pk, 0))
        if occurrence.places_left != left:
            occurrence.places_left = left
            different.append(occurrence)
    Occurrence.objects.bulk_update(different, ["places_left"])


def _left(capacity: int | None, taken: int) -> int | None:
    return None if capacity is None else max(0, capacity - taken)


def _move_up(gathering: Gathering, free: int | None, now: datetime) -> int | None:
    """Offer places to who waits, until there are none for them; returns what is still free."""
    until = reply_by(now, gathering.next_start(now))
    waiting = list(gathering.sign_ups().filter(status=Status.WAITING).order_by("pk"))
    while waiting and until is not None:
        party = waiting[0] if free is None else first_that_fits(waiting, free)
        if party is None:
            break
        moves.apply(party, "offer", now, reply_by=until)
        mails.tell(party, "offered")
        waiting.remove(party)
        free = free if free is None else free - party.places
    return free


def _publish(gathering: Gathering, free: int | None) -> None:
    """The number that lists and pages show; who joins only one date finds it there."""
    row = gathering.occurrence or gathering.activity
    if row.places_left != free:
        row.places_left = free
        type(row).objects.filter(pk=row.pk).update(places_left=free)
