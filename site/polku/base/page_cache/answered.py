"""Who is told of each page that is answered, from the cache or anew: higher packages hand it in."""

from collections.abc import Callable, Mapping

from .questions import Key

# The headers of the request as Django's META has them, its key, and what the view has remarked when
# the page was made.
Listener = Callable[[Mapping, Key, tuple[tuple, ...]], None]
_listeners: list[Listener] = []


def register(listener: Listener) -> None:
    _listeners.append(listener)


def tell(meta: Mapping, key: Key, remarks: tuple[tuple, ...]) -> None:
    for listener in _listeners:
        listener(meta, key, remarks)
