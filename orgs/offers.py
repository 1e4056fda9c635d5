"""What the page of an organisation shows of rooms above this one: they hand a function in when
they are ready."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .models import Organisation

# (organisation, language of the page) → cards for templates/components/activity_card.html
Source = Callable[["Organisation", str], list]
_sources: list[Source] = []


def register(source: Source) -> Source:
    _sources.append(source)
    return source


def of(organisation: "Organisation", language: str) -> list:
    """Cards of what the organisation offers, for its page in this language."""
    return [card for source in _sources for card in source(organisation, language)]
