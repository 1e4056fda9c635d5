"""What many pages have in common, remembered by each process until something public changes."""

from collections.abc import Callable
from functools import wraps

from django.db import connection
from django.utils import timezone

from . import ends
from .stores import store

# Of one function: more than a site has languages.
_MOST = 1000


class Remembered:
    """Results by their key, as long as nothing public changes: of public data alone, which nobody
    changes afterwards."""

    def __init__(self):
        self._kept: dict[tuple, tuple] = {}

    def get(self, key: tuple, make: Callable, *, has_clock: bool = False):
        if connection.in_atomic_block:
            return make()
        mark = store().mark()
        found = self._kept.get(key)
        if found is None or found[0] != mark or (found[1] and found[1] <= timezone.now()):
            if len(self._kept) >= _MOST:
                self._kept.clear()
            found = self._kept[key] = (mark, *_made(make, has_clock))
        return found[2]


def _made(make: Callable, has_clock: bool) -> tuple:
    """Until when it is right, and what it is."""
    if not has_clock:
        return None, make()
    with ends.collected() as told:
        result = make()
    return min(told.moments), result


def while_unchanged(function: Callable) -> Callable:
    """For a function whose arguments can be a key. It knows no clock."""
    return _remembering(function, has_clock=False)


def while_right(function: Callable) -> Callable:
    """The same for what is made by the clock: until the first moment that it says, and no longer
    than a page. What that means for a page which shows it, the page says itself."""
    return _remembering(function, has_clock=True)


def _remembering(function: Callable, *, has_clock: bool) -> Callable:
    kept = Remembered()

    @wraps(function)
    def remembered(*arguments):
        return kept.get(arguments, lambda: function(*arguments), has_clock=has_clock)

    return remembered
