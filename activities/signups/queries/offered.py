"""What the public can sign up for; published facts, so that no query takes an actor."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from activities.models import Activity, Occurrence
from activities.places import Offer, Stand
from activities.queries import When, published
from activities.signups.models import Gathering, Question
from activities.signups.rules import Refusal, refusal
from polku.base import page_cache

# Of a long series, so many dates are offered at once; any other one has a link of its own.
DATES_OFFERED = 12


@dataclass(frozen=True)
class Choice:
    """One date for which one could sign up. `left`: None where there is no limit."""

    pk: int
    when: When
    left: int | None
    refusal: Refusal | None


def address(key: UUID) -> str:
    return reverse("signups:sign_up", args=[key])


_STANDS = {
    Refusal.NOT_HERE: Stand.OFF,
    Refusal.OFF: Stand.OFF,
    Refusal.NOT_YET: Stand.NOT_YET,
    Refusal.OVER: Stand.OVER,
    Refusal.FULL: Stand.FULL,
}


def offer(key: UUID, found: Activity | None) -> Offer:
    """How the sign-up stands at this moment, for the page of the activity; at most one query."""
    if found is None:
        return Offer(address(key))
    now = timezone.now()
    choices = dates(found, now) if found.is_signed_up_by_date else []
    hours = timedelta(hours=found.sign_up_hours_before or 0)
    for one in choices:
        page_cache.until(one.when.starts - hours if one.refusal is None else None)
    closed, is_full = standing(found, choices, now)
    return Offer(
        address(key),
        _STANDS[closed] if closed else Stand.WAITING if is_full else Stand.OPEN,
        opens_on=found.sign_up_from if closed == Refusal.NOT_YET else None,
        closes_on=None if closed else found.sign_up_until,
        left=None if closed else found.places_left,
    )


def standing(found: Activity, choices: list[Choice], now: datetime) -> tuple[Refusal | None, bool]:
    """Why nobody can sign up now, for none of the dates to choose from, and whether all places are
    taken."""
    if found.is_signed_up_by_date:
        open_ones = [one for one in choices if one.refusal is None]
        is_full = bool(open_ones) and all(one.left == 0 for one in open_ones)
        refused = choices[0].refusal if choices else Refusal.OVER
        closed = None if open_ones else refused
    else:
        is_full = found.places_left == 0
        closed = refusal(Gathering(found), now)
    if closed is None and is_full and not found.sign_up_waiting_list:
        closed = Refusal.FULL
    return closed, is_full


def activity(key: UUID) -> Activity | None:
    """A published activity for which one signs up here."""
    found = published().filter(translation_key=key).exclude(sign_up="")
    return found.select_related("organisation", "municipality").first()


def dates(found: Activity, now: datetime, wanted: int | None = None) -> list[Choice]:
    """The next dates, and the one that is wanted, where it is still to come."""
    coming = Occurrence.objects.filter(
        activity=found, status=Occurrence.Status.SCHEDULED, starts_at__gt=now
    ).order_by("starts_at", "pk")
    if wanted:
        next_ones = list(coming.values_list("pk", flat=True)[:DATES_OFFERED])
        chosen = coming.filter(Q(pk__in=next_ones) | Q(pk=wanted))
    else:
        chosen = coming[:DATES_OFFERED]
    return [
        Choice(one.pk, When.of(one), one.places_left, refusal(Gathering(found, one), now))
        for one in chosen
    ]


def questions(found: Activity) -> list[Question]:
    return list(found.sign_up_questions.all())
