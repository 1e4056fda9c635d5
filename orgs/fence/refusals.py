"""Missing and forbidden answer alike: there is nothing.

Wagtail leads who may not see a page back to its first page with a message, so that anyone can find
out which numbers exist.
"""

from django.http import Http404, HttpRequest
from wagtail.admin import auth


def nothing_is_here(request: HttpRequest) -> None:
    raise Http404


def keep() -> None:
    auth.permission_denied = lambda request: nothing_is_here(request)
