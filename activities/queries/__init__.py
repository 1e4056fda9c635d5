"""Reading the published facts, which are public, so that no query takes an actor; and the pages of
activities as their editors reach them."""

from .asked import Filters, Place, known, normal, normal_of_page, normal_of_search, unread
from .by_day import Day, Month, days, days_with_dates, first_day, month, months, without_dates
from .cards import Card, by_organisation, cards, upcoming
from .dates import When
from .detail import all_dates, detail, original_languages
from .editing import is_translated, page_to_copy
from .endings import ending
from .listing import did_you_mean, find, published
from .needs import Help, question, what_helps
from .placed import placed
from .saved import Saved, SavedCards, saved_cards
from .shown import Detail
from .similar import similar
from .site_search import SiteSearch, site_search
from .sought import understood
from .stored import asked_by, found_by, listed
from .told import Told, told, told_by, told_found, told_of

__all__ = [
    "Card",
    "Day",
    "Detail",
    "Filters",
    "Help",
    "Month",
    "Place",
    "Saved",
    "SavedCards",
    "SiteSearch",
    "Told",
    "When",
    "all_dates",
    "asked_by",
    "by_organisation",
    "cards",
    "days",
    "days_with_dates",
    "detail",
    "did_you_mean",
    "ending",
    "find",
    "first_day",
    "found_by",
    "is_translated",
    "known",
    "listed",
    "month",
    "months",
    "normal",
    "normal_of_page",
    "normal_of_search",
    "original_languages",
    "page_to_copy",
    "placed",
    "published",
    "question",
    "saved_cards",
    "similar",
    "site_search",
    "told",
    "told_by",
    "told_found",
    "told_of",
    "understood",
    "unread",
    "upcoming",
    "what_helps",
    "without_dates",
]
