"""What is kept of an answer, and how it is answered from."""

import gzip
import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import brotli
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import parse_http_date_safe

from .ends import Told

# Sizes hardly change above these, the time does (brotli has 0–11, gzip 1–9).
_BROTLI_QUALITY, _GZIP_LEVEL = 5, 6
# Smaller ones fit into one packet anyway.
_WORTH_PACKING = 1000
_PACKABLE = re.compile(r"text/|application/(?:json|xml|atom\+xml|manifest\+json)|image/svg")
_OF_ONE_ANSWER = ("Content-Length", "ETag", "Date")
# What the rest of an entry takes in memory, about.
_FRAME = 2000
# An answer that cannot be kept is looked at again after so many seconds.
PASSED_FOR = 30


@dataclass(frozen=True)
class Entry:
    """`body` is None for an answer that is not the same for everyone or no page: such are made
    for each request. `packed`: the body by encoding, the smallest first."""

    mark: int
    ends: float
    status: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    etag: str = ""
    body: bytes | None = None
    packed: tuple[tuple[str, bytes], ...] = ()
    remarks: tuple[tuple, ...] = ()

    @property
    def size(self) -> int:
        bodies = [self.body or b"", *(packed for _encoding, packed in self.packed)]
        return _FRAME + sum(map(len, bodies))


def entry_of(response: HttpResponseBase, mark: int, told: Told, now: datetime) -> Entry:
    ends = min(told.moments).timestamp()
    if not _is_for_everyone(response):
        return Entry(mark, min(ends, now.timestamp() + PASSED_FOR))
    response.headers.setdefault("Cache-Control", "no-cache")
    patch_vary_headers(response, ["Accept-Encoding"])
    body = response.content
    return Entry(
        mark,
        ends,
        response.status_code,
        tuple(pair for pair in response.items() if pair[0] not in _OF_ONE_ANSWER),
        hashlib.sha256(body).hexdigest()[:32],
        body,
        _packed(body, response.get("Content-Type", "")),
        tuple(told.remarks),
    )


def _is_for_everyone(response: HttpResponseBase) -> bool:
    told = response.get("Cache-Control", "")
    return (
        response.status_code in (200, 301)
        and not response.streaming
        and not response.cookies
        and "no-store" not in told
        and "private" not in told
        and not response.has_header("Vary")
    )


def _packed(body: bytes, content_type: str) -> tuple[tuple[str, bytes], ...]:
    if len(body) < _WORTH_PACKING or not _PACKABLE.match(content_type):
        return ()
    return (
        ("br", brotli.compress(body, quality=_BROTLI_QUALITY)),
        # Without a moment in it: the same bytes in every worker.
        ("gzip", gzip.compress(body, _GZIP_LEVEL, mtime=0)),
    )


def answer(entry: Entry, request: HttpRequest) -> HttpResponse:
    """From what is kept, packed as the browser can unpack it; 304 where it has it already."""
    meta = request.META
    accepted = _accepted(meta.get("HTTP_ACCEPT_ENCODING", ""))
    encoding, body = next(
        (one for one in entry.packed if one[0] in accepted), ("", entry.body or b"")
    )
    response = HttpResponse(body, status=entry.status, headers=dict(entry.headers))
    response.headers["Content-Length"] = str(len(body))
    # A packed one has other bytes that say the same.
    response.headers["ETag"] = etag = f'W/"{entry.etag}"' if encoding else f'"{entry.etag}"'
    if encoding:
        response.headers["Content-Encoding"] = encoding
    if "HTTP_IF_NONE_MATCH" in meta or "HTTP_IF_MODIFIED_SINCE" in meta:
        changed_at = parse_http_date_safe(response.get("Last-Modified", ""))
        return get_conditional_response(request, etag, changed_at, response)
    return response


@lru_cache(256)
def _accepted(said: str) -> frozenset[str]:
    """The encodings that `Accept-Encoding` names and does not refuse."""
    parts = (part.partition(";") for part in said.lower().split(","))
    return frozenset(
        name.strip()
        for name, _sign, weight in parts
        if not re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", weight)
    )
