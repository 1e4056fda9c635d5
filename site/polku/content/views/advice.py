"""Advice on the draft of a page, for whoever writes it inside the editor's door."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from polku.base import writing
from polku.content.queries import draft_to_edit


@require_safe
@never_cache
def advice(request: HttpRequest, page_id: int) -> HttpResponse:
    """A part of a page, which a script puts in its place after each saving."""
    draft = draft_to_edit(request.user, page_id)
    if draft is None:
        raise Http404
    return render(request, "content/cms/advice.html", {"advice": writing.advise_page(draft)})
