"""Who is told of each page that is answered, from the cache or anew: higher packages hand it in."""

from collections.abc import Callable

from django.http import HttpRequest

from .questions import Key

# Beside the request and its key: what the view has remarked when the page was made.
Listener = Callable[[HttpRequest, Key, tuple[tuple, ...]], None]
_listeners: list[Listener] = []


def register(listener: Listener) -> None:
    _listeners.append(listener)


def tell(request: HttpRequest, key: Key, remarks: tuple[tuple, ...]) -> None:
    for listener in _listeners:
        listener(request, key, remarks)
