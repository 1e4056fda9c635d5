"""From the page to the file. Only what this site itself holds is ever fetched.

WeasyPrint needs Pango and fonts from the system; it is loaded by the worker alone, when there is
something to draw.
"""

import mimetypes
import re
import unicodedata
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import default_storage

# No server answers there: an address without a host belongs to this site.
_BASE = "https://site.invalid/"
# How much is said of each activity, from all of it to the least: classes of the page's body.
FULL = "full"
_SHORTER = ("shorter", "brief", "briefest", "cut")


_BDI = re.compile(r"<bdi>([^<]*)</bdi>")


class Refused(ValueError):
    """Something that is not of this site."""


def draw(html: str, pages_wanted: int = 0) -> bytes:
    """`pages_wanted`: where it would be more pages, less is said of each activity. Raises OSError
    where Pango is missing."""
    from weasyprint import HTML

    html = _with_directions(html)
    for level in (FULL, *_SHORTER):
        page = html.replace(f'class="sheet {FULL}"', f'class="sheet {level}"', 1)
        document = HTML(string=page, base_url=_BASE, url_fetcher=_fetcher()).render()
        if not pages_wanted or len(document.pages) <= pages_wanted:
            break
    return document.write_pdf(pdf_variant="pdf/ua-1")


def _with_directions(html: str) -> str:
    """WeasyPrint does not find out the direction of a `bdi` by itself, so each is told: without,
    an address in a text from right to left has its comma at the wrong end."""
    return _BDI.sub(lambda found: f'<bdi dir="{_direction(found[1])}">{found[1]}</bdi>', html)


def _direction(text: str) -> str:
    """That of the first letter, as browsers find it."""
    for sign in text:
        kind = unicodedata.bidirectional(sign)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            return "ltr"
    return "ltr"


def _fetcher():
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):
        """Static files, uploaded pictures, and what stands in the page itself."""

        def fetch(self, url, headers=None):
            if url.startswith("data:"):
                return super().fetch(url, headers)
            kind = mimetypes.guess_type(urlsplit(url).path)[0] or "application/octet-stream"
            return URLFetcherResponse(url, own_file(url), {"Content-Type": kind})

    return OwnFiles(allowed_protocols=("data",), allow_redirects=False)


def own_file(url: str) -> bytes:
    """The bytes of a static file or a picture of this site. Raises Refused for anything else."""
    parts = urlsplit(url)
    if f"{parts.scheme}://{parts.netloc}/" != _BASE:
        raise Refused(url)
    path = unquote(parts.path)
    if path.startswith(settings.STATIC_URL):
        return _static(path.removeprefix(settings.STATIC_URL))
    if path.startswith(settings.MEDIA_URL):
        with default_storage.open(path.removeprefix(settings.MEDIA_URL)) as file:
            return file.read()
    raise Refused(url)


def _static(name: str) -> bytes:
    """Where files are collected the address names one of those, else one of the source."""
    if staticfiles_storage.exists(name):
        with staticfiles_storage.open(name) as file:
            return file.read()
    found = finders.find(name)
    if not found:
        raise Refused(name)
    with open(found, "rb") as file:  # noqa: PTH123
        return file.read()
