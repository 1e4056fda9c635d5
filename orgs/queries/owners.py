"""Whose page is whose: it belongs to the organisation below whose page it stands, and the page of
an organisation to itself."""

from collections.abc import Iterable

from wagtail.models import Page

from orgs.models import Organisation, OrganisationPage


def organisation_page_above(page: Page) -> OrganisationPage | None:
    """The organisation's page below which this one stands, or this one itself; None for pages of
    the site and for those that have no place yet."""
    return _pages_above([page])[page.pk]


def owner_of(page: Page) -> Organisation | None:
    """The organisation to which the page belongs; None: to the site itself."""
    return owners_of([page])[page.pk]


def owners_of(pages: Iterable[Page]) -> dict[int, Organisation | None]:
    """The owner of each page, by the page's primary key; one query."""
    return {key: found and found.organisation for key, found in _pages_above(pages).items()}


def _pages_above(pages: Iterable[Page]) -> dict[int, OrganisationPage | None]:
    pages = list(pages)
    above = {path for page in pages for path in _paths(page)}
    found = OrganisationPage.objects.filter(path__in=above).select_related("organisation", "locale")
    by_path = {each.path: each for each in found}
    return {
        page.pk: next((by_path[path] for path in _paths(page) if path in by_path), None)
        for page in pages
    }


def _paths(page: Page) -> list[str]:
    """The page's own path and those of the pages above it, the nearest first."""
    path = page.path or ""
    return [path[:end] for end in range(len(path), 0, -Page.steplen)]
