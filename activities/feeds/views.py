"""What is at `/feeds/<language>/…`. The language is active already (polku.base.middleware)."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from activities import queries
from activities.forms.search import ActivitySearch
from activities.models.listing import Order
from activities.queries import facets
from orgs.queries import owner_of
from polku.base import fallback, languages, page_cache
from polku.base.conditional import answer
from polku.base.qr import drawing
from polku.content import queries as content_queries

from .calendars import calendar
from .card import Card, png
from .news import Entry, atom, entries_of_news, entry_of_activity
from .open_data import document
from .signs import readable

CALENDAR = "text/calendar; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"
DATA = "application/json"
MOST_IN_NEWS = 50
DATA_PAGE = 25
# Of a search: more than this nobody looks through, and a program would fetch it every few hours.
MOST_IN_CALENDAR = 500
LISTS = {
    "activities": gettext_lazy("Activities"),
    "guidance": gettext_lazy("Guidance and counselling"),
    "news": gettext_lazy("News"),
}


def feed(view: Callable) -> Callable:
    """Only in languages of the site, and only for reading."""

    @require_safe
    @wraps(view)
    def guarded(request: HttpRequest, language: str, **kwargs) -> HttpResponse:
        if language not in languages.offered():
            raise Http404
        return view(request, language, **kwargs)

    return guarded


@page_cache.asks()
@feed
def activity_calendar(
    request: HttpRequest, language: str, key: UUID, date: UUID | None = None
) -> HttpResponse:
    """All dates of one activity, or one of them."""
    told = queries.told_of(key, language)
    if told is None or (date and date not in {one.key for one in told.dates}):
        raise Http404
    content = _calendar(request, [told], told.text.title, language, only=date)
    changed_at = max([told.changed_at, *(one.changed_at for one in told.dates)])
    return answer(request, content, CALENDAR, filename=f"{date or key}.ics", changed_at=changed_at)


@page_cache.asks()
@feed
def organisation_calendar(request: HttpRequest, language: str, key: UUID) -> HttpResponse:
    """All that an organisation offers."""
    found = queries.told_by(key, language)
    if found is None:
        raise Http404
    organisation, told = found
    content = _calendar(request, told, organisation.name, language)
    return answer(request, content, CALENDAR, filename=f"{organisation.slug}.ics")


@page_cache.asks(queries.normal)
@feed
def search_calendar(request: HttpRequest, language: str) -> HttpResponse:
    """What a search finds, by the same words and choices as on the list of activities."""
    form = ActivitySearch(request.GET)
    told = queries.told_found(form.filters, language, MOST_IN_CALENDAR)
    content = _calendar(request, told, _title(form.filters, language), language)
    return answer(request, content, CALENDAR, filename="polku.ics")


@page_cache.asks(queries.normal)
@feed
def search_news(request: HttpRequest, language: str) -> HttpResponse:
    """What is new among what a search finds."""
    form = ActivitySearch(request.GET)
    told = queries.told_found(form.filters, language, MOST_IN_NEWS, order=Order.NEWEST)
    entries = [entry_of_activity(one, request.build_absolute_uri) for one in told]
    page = f"{reverse('activities:list')}?{form.filters.query_string()}".removesuffix("?")
    return _atom(request, entries, _title(form.filters, language), language, page)


@page_cache.asks()
@feed
def news(request: HttpRequest, language: str) -> HttpResponse:
    """News of the site and of all organisations."""
    found = content_queries.news(language)[:MOST_IN_NEWS]
    entries = entries_of_news(found, language, request.build_absolute_uri)
    return _atom(request, entries, _("News"), language, reverse("content:news"))


@page_cache.asks()
@feed
def activity_data(request: HttpRequest, language: str, key: UUID) -> HttpResponse:
    """One activity as open data; what was taken back is not there any more."""
    told = queries.told_of(key, language)
    if told is None or told.is_withdrawn:
        raise Http404
    content = document([told], language, request.build_absolute_uri, count=1, next=None)
    return answer(request, content, DATA, changed_at=told.last_change)


@page_cache.asks(queries.normal_of_page)
@feed
def search_data(request: HttpRequest, language: str) -> HttpResponse:
    """What a search finds as open data, page by page."""
    form = ActivitySearch(request.GET)
    number = _page_number(request)
    start = (number - 1) * DATA_PAGE
    told = queries.told_found(form.filters, language, DATA_PAGE + 1, start=start)
    following = None
    if len(told) > DATA_PAGE:
        asked = "&".join(filter(None, [form.filters.query_string(), f"page={number + 1}"]))
        following = request.build_absolute_uri(f"{request.path}?{asked}")
    content = document(
        told[:DATA_PAGE],
        language,
        request.build_absolute_uri,
        count=queries.find(form.filters, language).count(),
        next=following,
    )
    return answer(request, content, DATA)


@page_cache.asks()
@feed
def card(request: HttpRequest, language: str, key: UUID) -> HttpResponse:
    """The picture of a live page, in the language in which this reader finds it."""
    page = content_queries.page_by_key(key, language)
    if page is None:
        raise Http404
    owner = owner_of(page)
    line = owner.name if owner and owner.name != page.title else ""
    shown = Card(readable(page.title), readable(line), page.locale.language_code)
    return answer(request, png(shown), "image/png")


@page_cache.asks()
@feed
def list_card(request: HttpRequest, language: str, name: str) -> HttpResponse:
    """The picture of a list that has no page of its own."""
    if name not in LISTS:
        raise Http404
    return answer(request, png(Card(str(LISTS[name]), "", language)), "image/png")


@page_cache.asks()
@feed
def qr(request: HttpRequest, language: str, key: UUID) -> HttpResponse:
    """The address at which this reader finds a live page, for the camera of another phone."""
    page = content_queries.page_by_key(key, language)
    if page is None:
        raise Http404
    address = request.build_absolute_uri(fallback.address(page, language))
    return answer(request, drawing(address), "image/svg+xml")


def _page_number(request: HttpRequest) -> int:
    asked = request.GET.get("page", "1")
    return max(1, int(asked[:6])) if asked.isascii() and asked.isdigit() else 1


def _atom(
    request: HttpRequest, entries: list[Entry], title: str, language: str, page: str
) -> HttpResponse:
    content, changed_at = atom(
        entries,
        title=title,
        language=language,
        address=request.build_absolute_uri(),
        page=request.build_absolute_uri(page),
    )
    return answer(request, content, ATOM, changed_at=changed_at)


def _calendar(
    request: HttpRequest, told: list, name: str, language: str, only: UUID | None = None
) -> bytes:
    return calendar(
        told,
        name=name,
        reader=language,
        address=request.build_absolute_uri(),
        absolute=request.build_absolute_uri,
        only=only,
    )


def _title(filters: queries.Filters, reader: str) -> str:
    """What a program calls the search."""
    named = facets.shown(filters, facets.Counts(), reader)
    asked = ", ".join(one.label for one in facets.chosen(filters, named))
    title = _("Activities")
    return f"{title}: {asked}" if asked else title
