"""Telling the editors of a page that something on it is wrong."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from orgs.queries import owner_of
from polku.base import fallback, languages, limits
from polku.content import queries as content_queries
from polku.content.upkeep.forms import MistakeForm
from polku.content.upkeep.services import mistakes

# In ACCOUNT_RATE_LIMITS of the settings.
LIMIT = "mistake_report"
SENT = "sent"


@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, key: UUID) -> HttpResponse:
    """The form, at an address of its own since the pages themselves are cached for all; after
    sending, the reader is led to a page that says so."""
    reader = get_language()
    page = content_queries.page_by_key(key, reader)
    if page is None:
        raise Http404
    url = fallback.address(page, reader, request)
    form, status = MistakeForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        # Of all pages together: each report is a mail to people.
        if not limits.within(request, LIMIT):
            status = 429
            form.add_error(
                None,
                _(
                    "Many reports have come from your network in a short time. What you wrote is "
                    "still here: send it again in an hour."
                ),
            )
        else:
            try:
                mistakes.report(page=page, url=url, **form.given())
            except mistakes.NotSent:
                status = 503
                form.add_error(
                    None,
                    _(
                        "Your report could not be sent just now. What you wrote is still here: "
                        "send it again in a while."
                    ),
                )
            else:
                return redirect(f"{request.path}?{SENT}=1")
    owner = owner_of(page)
    code = page.locale.language_code
    context = {
        "page_title": page.title,
        "url": url,
        "language": code,
        "direction": languages.direction(code),
        "owner": owner.name if owner else "",
        "form": form,
        "sent": SENT in request.GET and request.method != "POST",
    }
    return render(request, "upkeep/mistake.html", context, status=status)
