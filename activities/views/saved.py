"""The saved list: an explanation that the reader's device fills in, or a list by its address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from activities import queries
from activities.queries.saved import MOST


@require_safe
def saved_list(request: HttpRequest) -> HttpResponse:
    saved = queries.Saved.from_query(request.GET)
    context = {"is_by_link": bool(saved.keys or saved.unread), "most": MOST}
    if context["is_by_link"]:
        address = f"{reverse('activities:saved')}?{saved.query_string()}"
        context |= {
            "list": queries.saved_cards(saved, get_language()),
            "left_out": saved.left_out,
            "address": request.build_absolute_uri(address),
        }
    return render(request, "activities/saved_list.html", context)
