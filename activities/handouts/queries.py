"""What a handout says of activities: as much as one needs to go there, without a screen."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from activities.models import Activity
from activities.queries import Card
from activities.recurrence import Series, sentences


@dataclass(frozen=True)
class Entry:
    """`repeats`: how it goes on, such as “Every Monday, 17:00–19:00”; `exceptions`: on which days
    it is otherwise. `place`: the venue, the street and the town. `asks_worker`: one joins through
    a worker only."""

    card: Card
    repeats: list[str]
    exceptions: list[str]
    place: str
    comes: bool
    asks_worker: bool
    signs_up: bool
    phone: str
    email: str
    child_care: str


def entries(cards: Iterable[Card]) -> list[Entry]:
    """In the order of the cards, one query however many."""
    cards = list(cards)
    found = Activity.objects.filter(translation_key__in=[card.key for card in cards])
    by_key = {one.translation_key: one for one in found.select_related("municipality")}
    return [_entry(card, by_key[card.key]) for card in cards if card.key in by_key]


def _entry(card: Card, activity: Activity) -> Entry:
    said = _repeated(activity)
    return Entry(
        card=card,
        repeats=[rule for rule, *_others in said],
        exceptions=[other for _rule, *others in said for other in others],
        # A date that is held elsewhere says so itself.
        place=(card.when and card.when.place) or _place(activity),
        comes="come" in activity.joining,
        asks_worker="worker" in activity.joining,
        signs_up=bool(activity.joining_url or activity.sign_up),
        phone=activity.contact_phone,
        email=activity.contact_email,
        child_care=activity.child_care,
    )


def _repeated(activity: Activity) -> list[list[str]]:
    """Of what happens more than once, how it goes on; opening hours stand on the card."""
    today = timezone.localdate()
    repeated = (one for one in map(Series.from_json, activity.schedules) if one.rrule)
    return [said for one in repeated if (said := sentences(one, today))]


def _place(activity: Activity) -> str:
    town = activity.municipality.name if activity.municipality else ""
    town = " ".join(filter(None, [activity.postal_code, town]))
    return ", ".join(filter(None, [activity.venue, activity.street_address, town]))
