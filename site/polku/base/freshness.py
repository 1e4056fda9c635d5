"""Since when nobody has looked whether a page is still right: the room that knows hands in how."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from wagtail.models import Page


@dataclass(frozen=True)
class Check:
    """The last check of a page. `is_long_ago`: so overdue that its readers have to be warned."""

    day: date
    is_long_ago: bool


# page → its last check, None where nothing is known of one
Source = Callable[[Page], Check | None]
_sources: list[Source] = []


def register(source: Source) -> Source:
    _sources.append(source)
    return source


def last_check(page: Page) -> Check | None:
    return next((check for source in _sources if (check := source(page))), None)
