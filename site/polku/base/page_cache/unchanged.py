"""What many pages have in common, remembered by each process until something public changes."""

from collections.abc import Callable
from functools import wraps

from django.db import connection

from .stores import store

# Of one function: more than a site has languages.
_MOST = 1000


def while_unchanged(function: Callable) -> Callable:
    """For a function of public data alone, whose arguments can be the key of a dictionary and whose
    result nobody changes. It knows no clock."""
    kept: dict[tuple, tuple] = {}

    @wraps(function)
    def remembered(*arguments):
        if connection.in_atomic_block:
            return function(*arguments)
        mark = store().mark()
        found = kept.get(arguments)
        if found is None or found[0] != mark:
            if len(kept) >= _MOST:
                kept.clear()
            found = kept[arguments] = (mark, function(*arguments))
        return found[1]

    return remembered
