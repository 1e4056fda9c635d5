"""Places for which one signs up here: the room of sign-ups, above this one, follows what is
published, and hands in where one signs up."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from .models import Activity

# Called in the transaction that published the activity, or took it back.
Follower = Callable[["Activity"], None]
# The address in the active language, by the key of the activity.
Address = Callable[[UUID], str]
_followers: list[Follower] = []
_addresses: list[Address] = []


def register(*, follower: Follower, address: Address) -> None:
    _followers.append(follower)
    _addresses.append(address)


def tell(activity: "Activity") -> None:
    """The published facts or the dates of the activity may be others than before."""
    for follow in _followers:
        follow(activity)


def address(key: UUID) -> str:
    """Where one signs up for the activity with this translation key; empty where nowhere."""
    return next((where(key) for where in _addresses), "")
