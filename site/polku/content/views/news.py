"""The list of news."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from polku.base import page_cache
from polku.content import queries

PAGE_SIZE = 20


@page_cache.asks(page_cache.page_number)
@require_safe
def news_list(request: HttpRequest) -> HttpResponse:
    """News of the site and of all organisations in the reader's language, newest first."""
    page = Paginator(queries.news(get_language()), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(
        request,
        "content/news_list.html",
        {"page_obj": page, "news": queries.news_cards(page.object_list)},
    )
