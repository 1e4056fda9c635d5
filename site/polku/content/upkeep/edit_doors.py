"""Where a mail leads to change a page: to the plain form where a room has one, as its reader may
come twice a year; else to Wagtail's editor."""

from collections.abc import Callable

from django.urls import reverse
from wagtail.models import Page

# page → path of the form, None where the room has none for it
Source = Callable[[Page], str | None]
_sources: list[Source] = []


def register(source: Source) -> Source:
    _sources.append(source)
    return source


def edit_url(page: Page) -> str:
    """The path of the form; whoever opens it is asked to sign in."""
    plain = next((found for source in _sources if (found := source(page))), None)
    return plain or reverse("wagtailadmin_pages:edit", args=[page.pk])
