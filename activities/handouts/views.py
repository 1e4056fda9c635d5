"""What is at `/<language>/handout/…`: a PDF, the page that waits for it, or the page to print.

Each view only says what stands on the handout. The file is drawn by a worker, known by what stands
on it; whoever asks meanwhile waits on a page that comes back by itself, without a script.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from activities import queries
from activities.forms.search import ActivitySearch
from activities.models import ActivityPage
from activities.queries import facets
from polku.base import limits
from polku.base.conditional import answer
from polku.content.queries import page_by_key

from . import services
from .models import Handout
from .sheets import NUMBERS, Sheet, of_activities, of_page

# `?as=page`: the handout for the printer of the reader's own browser.
AS_PAGE = ("as", "page")
_REFRESH_SECONDS = 2
# After this the reader is told that it may not come at all.
_LONG = timedelta(seconds=40)


def handout(view: Callable[..., Sheet | HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that returns what stands on a handout, as one that answers with it."""

    @require_safe
    @wraps(view)
    def answering(request: HttpRequest, **kwargs) -> HttpResponse:
        sheet = view(request, **kwargs)
        response = sheet if isinstance(sheet, HttpResponse) else _answer(request, sheet)
        response["X-Robots-Tag"] = "noindex"
        return response

    return answering


@handout
def search(request: HttpRequest) -> Sheet:
    """The first of what a search finds; `most`: how many."""
    reader = get_language()
    filters = ActivitySearch(request.GET).filters
    found = queries.find(filters, reader)
    named = facets.shown(filters, facets.Counts(), reader)
    said = request.GET.get("most", "")
    most = int(said) if said in map(str, NUMBERS) else NUMBERS[0]
    query = filters.query_string()
    return of_activities(
        queries.cards(found[:most], reader, filters),
        title=_("Activities"),
        asked=[one.label for one in facets.chosen(filters, named)],
        number=found.count(),
        path=_with_query(reverse("activities:list"), query),
        request=request,
    )


@handout
def saved(request: HttpRequest) -> Sheet:
    """A list by its keys, as far as it is on offer."""
    asked = queries.Saved.from_query(request.GET)
    found = queries.saved_cards(asked, get_language())
    return of_activities(
        found.coming[: NUMBERS[-1]],
        title=_("Saved activities"),
        number=len(found.coming),
        missing=found.missing + len(found.over),
        path=_with_query(reverse("activities:saved"), asked.query_string()),
        request=request,
    )


@handout
def activity(request: HttpRequest, key: UUID) -> Sheet:
    page = _page(key)
    if not isinstance(page, ActivityPage):
        raise Http404
    return of_page(page, request)


@handout
def page(request: HttpRequest, key: UUID) -> Sheet | HttpResponse:
    page = _page(key)
    if isinstance(page, ActivityPage):
        return redirect("handouts:activity", key=key)
    return of_page(page, request)


def _page(key: UUID) -> Page:
    page = page_by_key(key, get_language())
    if page is None:
        raise Http404
    return page.specific


def _answer(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    name, value = AS_PAGE
    if request.GET.get(name) == value:
        return render(request, sheet.template, sheet.context)
    html = render_to_string(sheet.template, sheet.context, request=request)
    found = services.made(html, sheet.pages_wanted)
    if found is None or found.status != Handout.Status.READY:
        return _wait(request, sheet, html, found)
    filename = f"polku-{get_language()}.pdf"
    return answer(request, bytes(found.file), "application/pdf", filename=filename)


def _wait(request: HttpRequest, sheet: Sheet, html: str, found: Handout | None) -> HttpResponse:
    """Ask for the file, or for a little patience; or say that the page itself has to do."""
    # Only what has to be drawn counts: looking again does not.
    if found is None and not limits.within(request, "handout"):
        return render(request, "429.html", status=429)
    try:
        found = services.ask(html=html, pages_wanted=sheet.pages_wanted)
    except services.Busy:
        found = None
    is_waiting = found is not None and found.status == Handout.Status.WAITING
    context = {
        "title": sheet.title,
        "is_waiting": is_waiting,
        "is_long": is_waiting and timezone.now() - found.asked_at > _LONG,
        "print_page": _with_query(request.path, _print_query(request)),
        "back": sheet.path,
    }
    response = render(request, "handouts/wait.html", context, status=202 if is_waiting else 503)
    response["Cache-Control"] = "no-store"
    if is_waiting and not context["is_long"]:
        response["Refresh"] = str(_REFRESH_SECONDS)
    return response


def _print_query(request: HttpRequest) -> str:
    asked = request.GET.copy()
    name, value = AS_PAGE
    asked[name] = value
    return asked.urlencode()


def _with_query(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path
