"""Places for which one signs up here: the room of sign-ups, above this one, follows what is
published, and hands in where one signs up."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from .models import Activity


class Stand(StrEnum):
    """How a sign-up stands. WAITING: all places are taken, but one can wait for one; OFF: nothing
    is offered for which one could sign up."""

    OPEN = "open"
    WAITING = "waiting"
    FULL = "full"
    NOT_YET = "not_yet"
    OVER = "over"
    OFF = "off"


@dataclass(frozen=True)
class Offer:
    """`address`: of the form, in the active language; `opens_on`: the day on which a sign-up begins
    that has not begun; `left`: how many places a whole series has, None where there is no limit."""

    address: str
    stand: Stand = Stand.OPEN
    opens_on: date | None = None
    closes_on: date | None = None
    left: int | None = None

    @property
    def takes_people(self) -> bool:
        return self.stand in (Stand.OPEN, Stand.WAITING)


# Called in the transaction that published the activity, or took it back.
Follower = Callable[["Activity"], None]
# By the key of the activity; a draft, which has no activity yet, offers what it says.
Offering = Callable[[UUID, "Activity | None"], Offer]
_followers: list[Follower] = []
_offerings: list[Offering] = []


def register(*, follower: Follower, offering: Offering) -> None:
    _followers.append(follower)
    _offerings.append(offering)


def tell(activity: "Activity") -> None:
    """The published facts or the dates of the activity may be others than before."""
    for follow in _followers:
        follow(activity)


def offer(key: UUID, activity: "Activity | None") -> Offer | None:
    """The sign-up for the activity with this translation key; None where there is none."""
    return next((offering(key, activity) for offering in _offerings), None)
