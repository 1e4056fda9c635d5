"""What the page of an organisation shows of other pages below it: rooms above this one hand a
function in when they are ready."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .models import OrganisationPage


@dataclass(frozen=True)
class Section:
    """`cards`: for templates/components/page_card.html."""

    name: str
    title: str
    cards: list[dict] = field(default_factory=list)


Source = Callable[["OrganisationPage"], Iterable[Section]]
_sources: list[Source] = []


def register(source: Source) -> Source:
    _sources.append(source)
    return source


def of(page: "OrganisationPage") -> list[Section]:
    """The sections that have something to show."""
    return [section for source in _sources for section in source(page) if section.cards]
