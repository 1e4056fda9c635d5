"""Under which key a request is answered. Finding it asks no database."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve
from django.utils import translation

from polku.base import languages

# The query in its normal form; None where this question is to be answered anew each time.
Normal = Callable[[QueryDict], str | None]
# Where pages are that everybody sees; all else passes by without a look.
_PUBLIC = re.compile(r"/(?:feeds/)?(?P<language>[a-z][a-z0-9-]+)/")
# Queries that are remembered with their normal form.
_REMEMBERED = 4096
_LONGEST_QUERY = 2000
_LAST_PAGE = 9999


class Key(NamedTuple):
    """Pages name their own whole address, so scheme and host are part of it."""

    scheme: str
    host: str
    path: str
    query: str


def asks(normal: Normal = lambda query: "") -> Callable:
    """Say that a view answers everybody alike, and how its query is said in one form: names in
    order, each once, nothing that is unknown or the same as left out. Without `normal` it has none.

    The view is then asked with the normal form alone; a view that says nothing is never kept.
    """

    def mark(view: Callable) -> Callable:
        view.asks = normal
        return view

    return mark


def page_number(query: QueryDict) -> str:
    """`page=2` and so on; empty for the first one."""
    said = query.get("page", "")
    is_number = said.isascii() and said.isdigit() and 1 < int(said[:5]) <= _LAST_PAGE
    return f"page={int(said)}" if is_number else ""


def joined(*parts: str) -> str:
    return "&".join(filter(None, parts))


def key_of(request: HttpRequest) -> Key | None:
    """None for what is not the same for everyone, or not known to be."""
    if (
        request.method not in ("GET", "HEAD")
        or getattr(request, "is_dummy", False)  # Wagtail's preview
        or _knows_somebody(request)
    ):
        return None
    query = normal_query(request.path_info, request.META.get("QUERY_STRING", ""))
    if query is None:
        return None
    return Key(request.scheme, request.get_host(), request.path, query)


def _knows_somebody(request: HttpRequest) -> bool:
    meta = request.META
    return "HTTP_AUTHORIZATION" in meta or (
        bool(meta.get("HTTP_COOKIE"))
        and not request.COOKIES.keys().isdisjoint(
            (settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name)
        )
    )


@lru_cache(_REMEMBERED)
def normal_query(path: str, query: str) -> str | None:
    """None where no view of this address says that it answers everybody alike."""
    public = _PUBLIC.match(path)
    language = public["language"] if public else ""
    if language not in languages.offered() or len(query) > _LONGEST_QUERY:
        return None
    with translation.override(language):
        try:
            view = resolve(path).func
        except Resolver404:
            return None
    normal = getattr(view, "asks", None)
    return normal(QueryDict(query)) if normal else None


def ask_normally(request: HttpRequest, query: str) -> None:
    """Let the view see nothing but the normal form: one page stands for all ways to ask for it."""
    request.META["QUERY_STRING"] = query
    request.__dict__.pop("GET", None)
