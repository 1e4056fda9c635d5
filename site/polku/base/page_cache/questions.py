"""Under which key a request is answered. Finding it asks no database."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from io import BytesIO
from typing import NamedTuple

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, QueryDict, parse_cookie
from django.urls import Resolver404, resolve
from django.utils import translation

from polku.base import languages

# The query in its normal form; None where this question is to be answered anew each time.
Normal = Callable[[QueryDict], str | None]
# Where pages are that everybody sees; all else passes by without a look.
_PUBLIC = re.compile(r"/(?:feeds/)?(?P<language>[a-z][a-z0-9-]+)/")
# All of which Django makes the address of a request.
_ADDRESS = (
    *("wsgi.url_scheme", "HTTP_HOST", "SERVER_NAME", "SERVER_PORT", "SCRIPT_NAME", "PATH_INFO"),
    *("QUERY_STRING", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PORT"),
)
# Addresses that are remembered with their key, and queries with their normal form.
_REMEMBERED = 4096
_LONGEST_ADDRESS = 4000
_LONGEST_QUERY = 2000
_LAST_PAGE = 9999
_MESSAGES = CookieStorage.cookie_name


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
    if not _is_for_anybody(request.META) or getattr(request, "is_dummy", False):
        return None  # a dummy is Wagtail's preview
    query = normal_query(request.path_info, request.META.get("QUERY_STRING", ""))
    if query is None:
        return None
    return Key(request.scheme, request.get_host(), request.path, query)


def key_of_environ(environ: Mapping) -> Key | None:
    """That of the request which Django would make of it, remembered for each address: making one
    takes longer than all else of an answer from the cache. Raises SuspiciousOperation as it does.
    """
    address = tuple(map(environ.get, _ADDRESS))
    if not _is_for_anybody(environ) or sum(map(len, filter(None, address))) > _LONGEST_ADDRESS:
        return None
    return _key_at(address)


@lru_cache(_REMEMBERED)
def _key_at(address: tuple[str | None, ...]) -> Key | None:
    told = {name: value for name, value in zip(_ADDRESS, address, strict=True) if value is not None}
    return key_of(WSGIRequest({**told, "REQUEST_METHOD": "GET", "wsgi.input": BytesIO()}))


def _is_for_anybody(meta: Mapping) -> bool:
    """Whether it asks for a page, and nothing in it says who does."""
    return (
        meta["REQUEST_METHOD"] in ("GET", "HEAD")
        and "HTTP_AUTHORIZATION" not in meta
        and not (
            (cookies := meta.get("HTTP_COOKIE"))
            and parse_cookie(cookies).keys() & {settings.SESSION_COOKIE_NAME, _MESSAGES}
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
