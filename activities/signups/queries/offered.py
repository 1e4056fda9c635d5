"""What the public can sign up for; published facts, so that no query takes an actor."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from activities.models import Activity, Occurrence
from activities.queries import When, published
from activities.signups.models import Gathering, Question
from activities.signups.rules import Refusal, refusal

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


def activity(key: UUID) -> Activity | None:
    """A published activity for which one signs up here."""
    found = published().filter(translation_key=key).exclude(sign_up="")
    return found.select_related("organisation", "municipality").first()


def dates(found: Activity, now: datetime, wanted: int | None = None) -> list[Choice]:
    """The next dates, and the one that is wanted, where it is still to come."""
    coming = Occurrence.objects.filter(
        activity=found, status=Occurrence.Status.SCHEDULED, starts_at__gt=now
    ).order_by("starts_at", "pk")
    next_ones = list(coming.values_list("pk", flat=True)[:DATES_OFFERED])
    return [
        Choice(one.pk, When.of(one), one.places_left, refusal(Gathering(found, one), now))
        for one in coming.filter(Q(pk__in=next_ones) | Q(pk=wanted))
    ]


def questions(found: Activity) -> list[Question]:
    return list(found.sign_up_questions.all())
