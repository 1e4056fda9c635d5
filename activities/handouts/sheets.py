"""What stands on a handout, for the templates of `templates/handouts/`."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Page

from activities.models import ActivityPage, ListingPage, NeedPage
from activities.queries import Card
from orgs.models import OrganisationPage
from polku.base import fallback, languages, qr
from polku.content.models import (
    GuidancePointPage,
    GuidePage,
    LocalGuidePage,
    NewsPage,
    TopicPage,
)

from .queries import entries

# How many activities of a search one may ask for, and how many of them fit on a page.
NUMBERS = (10, 20, 40)
A_PAGE = 5
_PRINTED = (
    ActivityPage,
    ListingPage,
    NeedPage,
    OrganisationPage,
    GuidancePointPage,
    GuidePage,
    LocalGuidePage,
    NewsPage,
    TopicPage,
)


@dataclass(frozen=True)
class Sheet:
    """`path`: of the page that the handout is of; `pages_wanted`: 0 where it may be any number."""

    template: str
    title: str
    path: str
    context: dict[str, Any]
    pages_wanted: int = 0


def of_activities(
    cards: list[Card],
    *,
    title: str,
    number: int,
    path: str,
    request: HttpRequest,
    asked: list[str] | None = None,
    missing: int = 0,
) -> Sheet:
    """A list. `number`: how many there are in all; `asked`: what the list was narrowed down to;
    `missing`: how many of those asked for are no longer offered."""
    context = {
        "title": title,
        "asked": asked or [],
        "entries": _with_codes(cards, request),
        "number": number,
        "missing": missing,
    }
    return Sheet(
        template="handouts/list.html",
        title=title,
        path=path,
        context=context | _frame(path, request),
        pages_wanted=_pages(cards),
    )


def of_page(page: Page, request: HttpRequest) -> Sheet:
    """A page of the site with its text, and with the activities that it shows."""
    if not isinstance(page, _PRINTED):
        raise Http404
    path = fallback.address(page, get_language(), request)
    own = page.get_context(request)
    cards = own["help"].activities if isinstance(page, NeedPage) else own.get("activities", [])
    cards = list(cards)[: NUMBERS[-1]]
    context = own | {
        "title": page.title,
        "lead": getattr(page, "summary", "") or getattr(page, "intro", ""),
        "entries": _with_codes(cards, request),
        "is_activity": isinstance(page, ActivityPage),
        "is_guidance": isinstance(page, GuidancePointPage),
    }
    return Sheet(
        template="handouts/page.html",
        title=page.title,
        path=path,
        context=context | _frame(path, request),
        # With the words of an organisation a page more.
        pages_wanted=_pages(cards) + isinstance(page, OrganisationPage) if cards else 0,
    )


def _pages(cards: list[Card]) -> int:
    return max(2, -(-len(cards) // A_PAGE))


def _frame(path: str, request: HttpRequest) -> dict[str, Any]:
    """What is on every handout."""
    reader = get_language()
    address = request.build_absolute_uri(path)
    return {
        "language": reader,
        "direction": languages.direction(reader),
        "path": path,
        "host": request.get_host(),
        "code": _code(address),
        "today": timezone.localdate(),
    }


def _code(address: str) -> qr.Code | None:
    try:
        return qr.code(address)
    except ValueError:  # a long list of one-off choices: the codes of its activities remain
        return None


def _with_codes(cards: list[Card], request: HttpRequest) -> list[dict]:
    return [
        {"says": entry, "code": _code(request.build_absolute_uri(entry.card.url))}
        for entry in entries(cards)
    ]
