"""A list of activities that somebody keeps: their keys, in the order in which they were kept.

The site keeps no such list. It stands on the reader's device, or in the address of a list that they
share or print: `?a=<key>&a=<key>…`.
"""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict
from django.utils import timezone

from .asked import ANYTHING
from .cards import Card, cards
from .listing import matches, published

NAME = "a"
MOST = 60


@dataclass(frozen=True)
class Saved:
    """`unread`: how many values of the address are no keys. `left_out`: how many there were beyond
    the most that a list holds."""

    keys: tuple[UUID, ...] = ()
    unread: int = 0
    left_out: int = 0

    @classmethod
    def from_query(cls, query: QueryDict) -> "Saved":
        """Each key once, at its first place."""
        said = dict.fromkeys(value.strip() for value in query.getlist(NAME))
        keys = dict.fromkeys(key for value in said if (key := _key(value)))
        unread = sum(_key(value) is None for value in said)
        return cls(tuple(keys)[:MOST], unread, max(0, len(keys) - MOST))

    def query_string(self) -> str:
        return urlencode([(NAME, str(key)) for key in self.keys])


@dataclass(frozen=True)
class SavedCards:
    """`coming`: what can still be gone to, `over`: what has ended, both in the order of the list;
    `missing`: how many are not on offer, or never were."""

    coming: list[Card]
    over: list[Card]
    missing: int


def saved_cards(saved: Saved, reader: str) -> SavedCards:
    """What a reader sees of a list, in a constant number of queries."""
    kept = published().filter(translation_key__in=saved.keys)
    place = {key: number for number, key in enumerate(saved.keys)}
    found = sorted(
        kept.select_related("organisation", "municipality"),
        key=lambda activity: place[activity.translation_key],
    )
    coming = {
        *kept.filter(*matches(ANYTHING, timezone.now()).values()).values_list("pk", flat=True)
    }
    return SavedCards(
        coming=cards([one for one in found if one.pk in coming], reader),
        over=cards([one for one in found if one.pk not in coming], reader),
        missing=len(saved.keys) - len(found) + saved.unread,
    )


def _key(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None
