"""Following what is published: numbers of places, and news for those who signed up."""

from django.utils import timezone

from activities.models import Activity, Occurrence
from activities.signups.models import Announced, SignUp
from activities.signups.states import ACTIVE

from . import mails, places

# What of a date differs from what people were told, by the name of the mail that says it.
CALLED_OFF, ON_AGAIN, MOVED = "called_off", "on_again", "moved"


def follow(activity: Activity) -> None:
    """Called in each transaction that changes what is published of an activity."""
    places.recount(activity)
    tell(activity)


def tell(activity: Activity) -> int:
    """Tell those who have signed up which dates are off, on again, at another time or elsewhere;
    returns the number of dates with news. What they were told is noted, so that nobody is told
    twice."""
    people = list(SignUp.objects.filter(activity=activity, status__in=ACTIVE))
    if not people:
        return 0
    coming = activity.occurrences.filter(ends_at__gt=timezone.now())
    if all(one.occurrence_id for one in people):
        coming = coming.filter(pk__in={one.occurrence_id for one in people})
    known = {one.occurrence_id: one for one in Announced.objects.filter(occurrence__in=coming)}
    written, told = [], 0
    for occurrence in coming:
        now_known = _as_it_is(activity, occurrence)
        before = known.get(occurrence.pk)
        written.append(now_known)
        if before and (news := _news(before, now_known)):
            told += 1
            for one in people:
                if one.occurrence_id in (None, occurrence.pk):
                    mails.tell(one, news, occurrence_id=occurrence.pk)
    Announced.objects.bulk_create(
        written,
        update_conflicts=True,
        unique_fields=["occurrence"],
        update_fields=["starts_at", "place", "is_off"],
    )
    return told


def remember(occurrence: Occurrence | None, activity: Activity) -> None:
    """Note how a date stands for who signs up now."""
    coming = [occurrence] if occurrence else activity.occurrences.filter(ends_at__gt=timezone.now())
    Announced.objects.bulk_create(
        [_as_it_is(activity, one) for one in coming], ignore_conflicts=True
    )


def _as_it_is(activity: Activity, occurrence: Occurrence) -> Announced:
    is_off = (
        occurrence.status == Occurrence.Status.CANCELLED
        or activity.status == Activity.Status.ARCHIVED
    )
    return Announced(
        occurrence=occurrence,
        starts_at=occurrence.starts_at,
        place=occurrence.place,
        is_off=is_off,
    )


def _news(before: Announced, now: Announced) -> str:
    if now.is_off:
        return "" if before.is_off else CALLED_OFF
    if (before.starts_at, before.place) != (now.starts_at, now.place):
        return MOVED
    return ON_AGAIN if before.is_off else ""
