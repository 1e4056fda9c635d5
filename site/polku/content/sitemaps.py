"""Which addresses search engines are told of (https://www.sitemaps.org/protocol.html): one map a
language, with the lists, and the live pages that are written in it. What a reader sees there in
another language stands in the map of that one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page, Site

from polku.base import languages

from .navigation import LISTS

# Of pages in one file: the protocol allows 50,000 addresses, and the lists come besides.
MOST = 49_000
_XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


@dataclass(frozen=True)
class Address:
    path: str
    changed_at: datetime | None


def numbers_of_pages() -> dict[str, int]:
    """How many addresses there are by language; languages without any are left out."""
    counts = {code: _pages(root).count() for code, root in _roots().items()}
    return {code: number for code, number in counts.items() if number}


def addresses(language: str, part: int = 1) -> Iterator[Address]:
    """Those of one file: of the parts of a language that has too many for one."""
    root = _roots().get(language)
    if root is None:
        return
    if part == 1:
        with override(language):
            paths = [reverse(name) for name in dict.fromkeys(LISTS.values())]
        yield from (Address(path, None) for path in paths)
    found = _pages(root).order_by("path").values_list("url_path", "last_published_at")
    for url_path, changed_at in found[(part - 1) * MOST : part * MOST].iterator():
        yield Address(f"/{language}/{url_path.removeprefix(root.url_path)}", changed_at)


def _roots() -> dict[str, Page]:
    """The home page of each language of the site."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return {}
    homes = Page.objects.filter(translation_key=site.root_page.translation_key, live=True)
    return {
        home.locale.language_code: home
        for home in homes.select_related("locale")
        if home.locale.language_code in languages.offered()
    }


def _pages(root: Page) -> QuerySet[Page]:
    return (
        Page.objects.live()
        .descendant_of(root, inclusive=True)
        .filter(locale=root.locale_id, alias_of__isnull=True)
    )


def index(maps: list[str]) -> bytes:
    """`maps`: whole addresses."""
    lines = [f"<sitemap><loc>{escape(one)}</loc></sitemap>" for one in maps]
    return _file("sitemapindex", lines)


def url_set(found: Iterator[tuple[str, datetime | None]]) -> bytes:
    """Whole addresses with the moment of their last change."""
    lines = []
    for address, changed_at in found:
        lastmod = (
            f"<lastmod>{changed_at.isoformat(timespec='seconds')}</lastmod>" if changed_at else ""
        )
        lines.append(f"<url><loc>{escape(address)}</loc>{lastmod}</url>")
    return _file("urlset", lines)


def _file(name: str, lines: list[str]) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return "\n".join([head, f"<{name} {_XMLNS}>", *lines, f"</{name}>", ""]).encode()
