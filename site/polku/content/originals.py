"""Which page of a translation group the others are made from: the one definition.

Rooms above that keep an original language of their own hand it in here; where none knows of one,
it is the page made first.
"""

from collections.abc import Callable, Collection
from uuid import UUID

from wagtail.models import Page

# translation keys (None: all) → language of the original of each that the room knows of
Source = Callable[[Collection[UUID] | None], dict[UUID, str]]
_sources: list[Source] = []


def register(source: Source) -> Source:
    _sources.append(source)
    return source


def registered(keys: Collection[UUID] | None) -> dict[UUID, str]:
    """What the rooms above know; one query for each that is registered."""
    return {key: language for source in _sources for key, language in source(keys).items()}


def original_of(page: Page) -> Page:
    """The page in the original language; where that is gone or unknown, the page made first."""
    pages = list(
        Page.objects.filter(translation_key=page.translation_key, alias_of__isnull=True)
        .select_related("locale")
        .order_by("pk")
    )
    if len(pages) > 1:
        language = registered([page.translation_key]).get(page.translation_key)
        for other in pages:
            if other.locale.language_code == language:
                return other
    return pages[0] if pages else page
