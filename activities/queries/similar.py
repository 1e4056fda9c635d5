"""What is like an activity: of the same themes, in the same place, first in the same languages."""

from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from activities.models import Activity

from . import times
from .cards import ANYTHING, Card, cards
from .listing import EVERYWHERE, next_start, published

SHOWN = 3
# Of a large town that has hundreds, so many are looked at.
_LOOKED_AT = 60


def similar(activity: Activity, reader: str) -> list[Card]:
    """Of those that are still to come the nearest, soonest first. Four queries, whose cost does not
    grow with the dates that there are."""
    if not activity.themes:
        return []
    now = timezone.now()
    here = Q(municipality=activity.municipality_id) if activity.municipality_id else None
    in_languages = Case(
        When(languages__overlap=activity.languages, then=Value(0)), default=Value(1)
    )
    likely = (
        Activity.objects.filter(
            here or Q(attendance__in=EVERYWHERE),
            status=Activity.Status.PUBLISHED,
            themes__overlap=activity.themes,
        )
        .exclude(pk=activity.pk)
        .order_by(in_languages, "-first_published_at", "pk")
    )
    found = (
        published()
        .filter(times.takes_place(ANYTHING, now), pk__in=likely.values("pk")[:_LOOKED_AT])
        .annotate(next_start=next_start(ANYTHING, now))
        .order_by(in_languages, F("next_start").asc(nulls_last=True), "pk")
        .select_related("organisation", "municipality")
    )
    return cards(found[:SHOWN], reader)
