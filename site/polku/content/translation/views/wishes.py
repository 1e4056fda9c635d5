"""The button below the note that a text is not in the reader's language."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from polku.base import fallback, limits
from polku.content.translation.services import wishes

# In ACCOUNT_RATE_LIMITS of the settings.
LIMIT = "translation_wish"


@csrf_exempt  # public pages are cached and carry no token; all it does is count, within a limit
@require_POST
def wish(request: HttpRequest) -> HttpResponse:
    """Count the wish, and lead back to the page, which says so. Who sends many is thanked too."""
    page = wishes.wished_for(request.POST.get("page", ""))
    if page is None:
        raise Http404
    language = get_language()
    if limits.within(request, LIMIT, page.translation_key, language):
        wishes.count(page, language=language)
    return redirect(f"{fallback.address(page, language, request)}?{fallback.WISHED}=1")
