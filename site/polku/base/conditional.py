"""Answers to machines: the same bytes for everyone, and none where nothing has changed."""

import hashlib
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date


def answer(
    request: HttpRequest,
    content: bytes,
    content_type: str,
    *,
    filename: str = "",
    changed_at: datetime | None = None,
) -> HttpResponse:
    """`changed_at` is told and not relied upon: what leaves a search leaves no moment behind, so
    only the digest of the bytes says whether a reader has them already."""
    response = HttpResponse(content, content_type=content_type)
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response["ETag"] = etag
    response["Cache-Control"] = "public, no-cache"
    # Pages of other sites may read it: it is open data, and knows nobody.
    response["Access-Control-Allow-Origin"] = "*"
    if changed_at:
        response["Last-Modified"] = http_date(changed_at.timestamp())
    if filename:
        response["Content-Disposition"] = f'inline; filename="{filename}"'
    return get_conditional_response(request, etag=etag, response=response)
