"""Which page of a translation group the others are made from: reviews ask about it, and it takes
its translations with it into the bin."""

from collections.abc import Callable
from uuid import UUID

from wagtail.models import Page

# translation key → language of the original, None where the room knows nothing of it
Source = Callable[[UUID], str | None]
_sources: list[Source] = []


def register(source: Source) -> Source:
    """Rooms above that keep an original language of their own hand it in here."""
    _sources.append(source)
    return source


def original_of(page: Page) -> Page:
    """The page in the original language; where no room knows of one, the page made first."""
    pages = list(
        Page.objects.filter(translation_key=page.translation_key, alias_of__isnull=True)
        .select_related("locale")
        .order_by("pk")
    )
    if len(pages) > 1:
        language = next(
            (found for source in _sources if (found := source(page.translation_key))), ""
        )
        for other in pages:
            if other.locale.language_code == language:
                return other
    return pages[0] if pages else page
