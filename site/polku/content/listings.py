"""Lists of activities inside other pages: rooms above this one hand in which pages are such lists
and what stands in them.

    from polku.content import listings
    listings.register(ListingPage, cards)

`cards(page, language, number)`: at most `number` cards of that listing page, for a reader of this
language, as templates/components/activity_card.html shows them. `page` is a live listing page.
"""

from collections.abc import Callable

from wagtail.models import Page

Source = Callable[[Page, str, int], list]
_sources: dict[type[Page], Source] = {}


def register(page_model: type[Page], source: Source) -> None:
    """From now on, pages of this model can be chosen in the block of activities."""
    _sources[page_model] = source


def page_models() -> list[type[Page]]:
    return list(_sources)


def cards(page: Page, language: str, number: int) -> list:
    """What stands in the list of this page; nothing where it is of no registered model."""
    page = page.specific
    source = _sources.get(type(page))
    return source(page, language, number) if source else []
