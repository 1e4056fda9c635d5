"""What is kept of an answer: ready to be sent, in each form that a browser can ask for."""

import gzip
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import brotli
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

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


class Form(NamedTuple):
    """`encoding`: that of the body, empty for the plain one."""

    encoding: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass(frozen=True)
class Entry:
    """`forms`: the smallest first, and the plain one last; none of an answer that is not the same
    for everyone, or no page: such are made for each request."""

    mark: int
    ends: float
    status: str = ""
    forms: tuple[Form, ...] = ()
    remarks: tuple[tuple, ...] = ()

    @property
    def size(self) -> int:
        return _FRAME + sum(len(form.body) for form in self.forms)


def entry_of(response: HttpResponseBase, mark: int, told: Told, now: datetime) -> Entry:
    ends = min(told.moments).timestamp()
    if not _is_for_everyone(response):
        return Entry(mark, min(ends, now.timestamp() + PASSED_FOR))
    response.headers.setdefault("Cache-Control", "no-cache")
    patch_vary_headers(response, ["Accept-Encoding"])
    return Entry(
        mark,
        ends,
        f"{response.status_code} {response.reason_phrase}",
        tuple(_forms(response)),
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


def _forms(response: HttpResponseBase) -> Iterator[Form]:
    body = response.content
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = tuple(pair for pair in response.items() if pair[0] not in _OF_ONE_ANSWER)
    for encoding, packed in _packed(body, response.get("Content-Type", "")):
        # A packed one has other bytes that say the same.
        own = (
            ("Content-Length", str(len(packed))),
            ("ETag", f"W/{etag}"),
            ("Content-Encoding", encoding),
        )
        yield Form(encoding, headers + own, packed)
    yield Form("", (*headers, ("Content-Length", str(len(body))), ("ETag", etag)), body)


def _packed(body: bytes, content_type: str) -> tuple[tuple[str, bytes], ...]:
    if len(body) < _WORTH_PACKING or not _PACKABLE.match(content_type):
        return ()
    return (
        ("br", brotli.compress(body, quality=_BROTLI_QUALITY)),
        # Without a moment in it: the same bytes in every worker.
        ("gzip", gzip.compress(body, _GZIP_LEVEL, mtime=0)),
    )
