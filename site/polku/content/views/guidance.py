"""The list of guidance points."""

from itertools import groupby
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from polku.base import languages, page_cache
from polku.content import queries
from polku.content.forms import GuidanceSearch

PAGE_SIZE = 30


def query_of_list(query: QueryDict) -> str:
    """A choice that there is not is left out without a word."""
    municipality, language = query.get("municipality", ""), query.get("language", "")
    is_code = municipality.isascii() and municipality.isdigit() and len(municipality) <= 3
    return page_cache.joined(
        f"language={language}" if language in languages.SPOKEN else "",
        f"municipality={municipality}" if is_code else "",
        page_cache.page_number(query),
    )


@page_cache.asks(query_of_list)
@require_safe
def guidance_list(request: HttpRequest) -> HttpResponse:
    """All places where people get advice, by municipality; with whether they are open now."""
    reader = get_language()
    points = queries.guidance_points(reader)
    form = GuidanceSearch(request.GET, points, reader)
    page = Paginator(queries.matching(points, form.filters()), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    active = form.active()
    context = {
        "form": form,
        "page_obj": page,
        "count": page.paginator.count,
        "groups": [
            {"municipality": municipality, "points": list(cards)}
            for municipality, cards in groupby(page, key=lambda card: card.municipality)
        ],
        "active_filters": [
            {"label": label, "remove_url": _without(name, form)} for name, label in active.items()
        ],
    }
    return render(request, "content/guidance_list.html", context)


def _without(name: str, form: GuidanceSearch) -> str:
    kept = {field: form.cleaned_data[field] for field in form.active() if field != name}
    return f"?{urlencode(kept)}"
