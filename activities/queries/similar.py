"""What is like an activity: of the same themes, in the same place, first in the same languages."""

from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from activities.models import Activity
from polku.base import page_cache
from polku.base.page_cache.unchanged import while_right

from . import times
from .cards import ANYTHING, Card, cards
from .listing import EVERYWHERE, next_start, published

SHOWN = 3
# Of a large town that has hundreds, so many are looked at.
_LOOKED_AT = 60


def similar(activity: Activity, reader: str) -> list[Card]:
    """Of those that are still to come the nearest, soonest first."""
    if not activity.themes:
        return []
    page_cache.until(times.next_change)
    near = _near(
        tuple(activity.themes), activity.municipality_id, tuple(activity.languages), reader
    )
    return [card for card in near if card.key != activity.translation_key][:SHOWN]


@while_right
def _near(
    themes: tuple[str, ...], municipality: int | None, languages: tuple[str, ...], reader: str
) -> list[Card]:
    """What is near to all that have the same themes, place and languages, and one more, since each
    of them is among these. Four queries, whose cost does not grow with the dates that there are."""
    now = timezone.now()
    here = Q(municipality=municipality) if municipality else Q(attendance__in=EVERYWHERE)
    in_languages = Case(When(languages__overlap=languages, then=Value(0)), default=Value(1))
    likely = Activity.objects.filter(
        here, status=Activity.Status.PUBLISHED, themes__overlap=themes
    ).order_by(in_languages, "-first_published_at", "pk")
    found = (
        published()
        .filter(times.takes_place(ANYTHING, now), pk__in=likely.values("pk")[:_LOOKED_AT])
        .annotate(next_start=next_start(ANYTHING, now))
        .order_by(in_languages, F("next_start").asc(nulls_last=True), "pk")
        .select_related("organisation", "municipality")
    )
    return cards(found[: SHOWN + 1], reader)
