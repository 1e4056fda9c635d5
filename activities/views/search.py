"""The page of the search over the whole site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from activities import queries
from polku.base import page_cache


@page_cache.asks(queries.normal_of_search)
@require_safe
def site_search(request: HttpRequest) -> HttpResponse:
    found = queries.site_search(request.GET.get("q", ""), get_language())
    context = {
        "found": found,
        "all_activities": f"{reverse('activities:list')}?{urlencode({'q': found.words})}",
        "meant_query": urlencode({"q": found.meant or ""}),
    }
    return render(request, "activities/site_search.html", context)
