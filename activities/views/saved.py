"""The saved list: an explanation that the reader's device fills in, or a list by its address."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from activities import queries
from activities.queries.saved import MOST, NAME
from polku.base import page_cache


def _normal(query: QueryDict) -> str | None:
    """Somebody's list is asked for once or twice, so only the page without one is kept."""
    return None if NAME in query else ""


@page_cache.asks(_normal)
@require_safe
def saved_list(request: HttpRequest) -> HttpResponse:
    saved = queries.Saved.from_query(request.GET)
    context = {"is_by_link": bool(saved.keys or saved.unread), "most": MOST}
    if context["is_by_link"]:
        query = saved.query_string()
        address = f"{reverse('activities:saved')}?{query}"
        context |= {
            "list": queries.saved_cards(saved, get_language()),
            "left_out": saved.left_out,
            "address": request.build_absolute_uri(address),
            "handout": f"{reverse('handouts:saved')}?{query}",
        }
    return render(request, "activities/saved_list.html", context)
