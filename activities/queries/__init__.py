"""Reading the published facts. All here is public, so no query takes an actor."""

from .cards import Card, When, by_organisation, cards, upcoming
from .detail import Detail, detail, original_language
from .listing import Filters, find, languages_in_use, municipalities_in_use, published
from .stored import asked_by, found_by, listed

__all__ = [
    "Card",
    "Detail",
    "Filters",
    "When",
    "asked_by",
    "by_organisation",
    "cards",
    "detail",
    "find",
    "found_by",
    "languages_in_use",
    "listed",
    "municipalities_in_use",
    "original_language",
    "published",
    "upcoming",
]
