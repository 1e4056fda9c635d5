"""Public pages from the cache; what is not there is made once, however many ask for it."""

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from . import ends
from .answers import answer
from .entries import Entry, entry_of
from .questions import Key, ask_normally, key_of
from .stores import store

_CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")


class PageCache:
    """As far out as can be: of a page that is kept, nothing else of the site hears."""

    def __init__(self, get_response):
        if settings.DEBUG:  # whoever changes a template wants to see it
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        key = key_of(request)
        if key is None:
            return self.get_response(request)
        # What others have not committed yet may never come to be: tests, a shell.
        if connection.in_atomic_block:
            return self._made(request, key)
        entry = store().find(key)
        if entry is None:
            if request.method == "HEAD":
                return self._made(request, key)
            since = store().mark()
            with store().turn(key, since):
                entry = store().find(key, since)
                if entry is None:
                    response, entry = self._kept(request, key)
                    if not entry.forms:
                        return response
        if not entry.forms:
            return self._made(request, key)
        return answer(key, entry, request.META).as_response()

    def _kept(self, request: HttpRequest, key: Key) -> tuple[HttpResponseBase, Entry]:
        mark = store().mark()
        # Whether the browser has the page is seen from what is kept.
        conditions = {name: request.META.pop(name) for name in _CONDITIONS if name in request.META}
        with ends.collected() as told:
            response = self._made(request, key)
            entry = entry_of(response, mark, told, timezone.now())
        request.META.update(conditions)
        store().keep(key, entry)
        return response, entry

    def _made(self, request: HttpRequest, key: Key) -> HttpResponseBase:
        asked = request.META.get("QUERY_STRING", "")
        ask_normally(request, key.query)
        response = self.get_response(request)
        if response.status_code == 404 and asked != key.query:
            # The address of another site's page, perhaps, which the whole of it redirects.
            ask_normally(request, asked)
            response = self.get_response(request)
        return response
