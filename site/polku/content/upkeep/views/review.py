"""The page behind the link of a mail: is this still right?"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from orgs.queries import owner_of
from polku.base.bin import is_binned
from polku.content.upkeep.edit_doors import edit_url
from polku.content.upkeep.services import review_answers, review_links


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Looking changes nothing (mail programs open links by themselves); an answer is a POST.

    It needs no sign-in: the mail went to the owner of the page, the link acts on that page alone,
    and both answers can be undone by its editors. To change the page one signs in.
    """
    try:
        response = _answered(request, token) if request.method == "POST" else _asked(request, token)
    except review_links.UnknownLink:
        raise Http404 from None
    except review_links.ClosedLink as closed:
        response = _page(request, "closed", closed.page, status=410, reason=closed.reason.value)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _asked(request: HttpRequest, token: str) -> HttpResponse:
    question = review_links.open_link(token)
    step = "ending" if "end" in request.GET else "question"
    checked_on = timezone.localdate(question.review.checked_at)
    return _page(request, step, question.page, checked_on=checked_on)


def _answered(request: HttpRequest, token: str) -> HttpResponse:
    match request.POST.get("answer"):
        case "right":
            return _page(request, "right", review_answers.say_right(token))
        case "ended":
            return _page(request, "ended", review_answers.say_ended(token))
        case _:
            return _asked(request, token)


def _page(request, step: str, page, *, status: int = 200, **context) -> HttpResponse:
    context |= {
        "step": step,
        "title": page.title,
        "language": page.locale.language_code,
        "page_url": page.get_url(request) if page.live else None,
        "edit_url": None if is_binned(page) else edit_url(page),
        "owner": owner_of(page),
    }
    return render(request, "upkeep/review.html", context, status=status)
