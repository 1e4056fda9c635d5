"""How a request is answered from what is kept: with an HTTP answer that is sent as it stands."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.http.response import ResponseHeaders
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe

from . import answered
from .entries import Entry
from .questions import Key


class Answer(NamedTuple):
    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def as_response(self) -> HttpResponse:
        response = HttpResponse(self.body, status=int(self.status[:3]))
        # These alone: it would give a type to an answer that has no body.
        response.headers = ResponseHeaders(dict(self.headers))
        return response


def answer(key: Key, entry: Entry, meta: Mapping) -> Answer:
    """Packed as the browser can unpack it; 304 where it has it already. Whoever counts is told."""
    if entry.status == "200 OK":
        answered.tell(meta, key, entry.remarks)
    accepted = _accepted(meta.get("HTTP_ACCEPT_ENCODING", ""))
    form = next(form for form in entry.forms if form.encoding in accepted)
    whole = Answer(entry.status, form.headers, form.body)
    if "HTTP_IF_NONE_MATCH" in meta or "HTTP_IF_MODIFIED_SINCE" in meta:
        return _unless_known(whole, meta)
    return whole


def _unless_known(whole: Answer, meta: Mapping) -> Answer:
    request = HttpRequest()
    request.method, request.META = meta["REQUEST_METHOD"], meta
    response = whole.as_response()
    changed_at = parse_http_date_safe(response.get("Last-Modified", ""))
    found = get_conditional_response(request, response["ETag"], changed_at, response)
    status = f"{found.status_code} {found.reason_phrase}"
    return Answer(status, tuple(found.items()), found.content)


@lru_cache(256)
def _accepted(said: str) -> frozenset[str]:
    """The encodings that `Accept-Encoding` names and does not refuse, and none at all."""
    parts = (part.partition(";") for part in said.lower().split(","))
    return frozenset(
        name.strip()
        for name, _sign, weight in parts
        if not re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", weight)
    ) | {""}
