"""The basic-information guide."""

from wagtail.models import Page

from polku.content.models import GuidePage

from . import source, text
from .publishing import add, translate


def build(homes: dict[str, Page]) -> None:
    """A page in the menu of each language that the guide has, and its pages below it."""
    top, *pages = source.guide()
    tops = _build_page(homes, top, show_in_menus=True)
    for page in pages:
        _build_page(tops, page)


def _build_page(parents: dict[str, Page], written: dict, **options) -> dict[str, Page]:
    first, *others = [code for code in parents if code in written["text"]]
    fields = {code: _fields(written["text"][code]) for code in (first, *others)}
    # Each page added makes what we remember of its parent stale.
    parent = Page.objects.get(pk=parents[first].pk)
    page = add(parent, GuidePage(slug=written["slug"], **fields[first], **options))
    return {first: page} | {code: translate(page, code, **fields[code]) for code in others}


def _fields(written: dict) -> dict:
    return {
        "title": written["title"],
        "summary": written["summary"],
        "body": text.sections(written.get("sections", [])),
    }
