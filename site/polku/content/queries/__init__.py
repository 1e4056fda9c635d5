"""Reading of what is public, and of drafts by those who write them."""

from .guidance import (
    GuidanceCard,
    GuidanceFilters,
    guidance_cards,
    guidance_points,
    matching,
    open_states,
)
from .pages import draft_to_edit, form_page, news, news_cards, news_of, page_by_key, page_cards

__all__ = [
    "GuidanceCard",
    "GuidanceFilters",
    "draft_to_edit",
    "form_page",
    "guidance_cards",
    "guidance_points",
    "matching",
    "news",
    "news_cards",
    "news_of",
    "open_states",
    "page_by_key",
    "page_cards",
]
