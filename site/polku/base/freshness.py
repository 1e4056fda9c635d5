"""Since when nobody has looked whether a page is still right: the room that knows hands in how."""

from collections.abc import Callable
from datetime import date

from wagtail.models import Page

# page → the day of the last check, None where nothing has to be said
Source = Callable[[Page], date | None]
_sources: list[Source] = []


def register(source: Source) -> Source:
    _sources.append(source)
    return source


def checked_on(page: Page) -> date | None:
    """The day of the last check of a page that is long overdue; None for all others."""
    return next((day for source in _sources if (day := source(page))), None)
