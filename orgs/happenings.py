"""What happens to organisations and their people, told to the rooms above this one.

They hand a listener in when they are ready; it is called in the transaction of the act, so that
what it writes stands or falls with it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Model

if TYPE_CHECKING:
    from .models import Organisation, User


@dataclass(frozen=True)
class Happening:
    """`verb` as `organisation.closed`; `by`: who did it, None for the system; `facts`: codes and
    numbers only."""

    verb: str
    organisation: "Organisation"
    by: "User | None" = None
    subject: Model | None = None
    facts: dict = field(default_factory=dict)


Listener = Callable[[Happening], None]
_listeners: list[Listener] = []


def register(listener: Listener) -> Listener:
    _listeners.append(listener)
    return listener


def tell(
    verb: str,
    organisation: "Organisation",
    *,
    by: "User | None" = None,
    subject: Model | None = None,
    **facts,
) -> None:
    """Call every listener with what happened."""
    happening = Happening(verb, organisation, by, subject, facts)
    for listener in _listeners:
        listener(happening)
