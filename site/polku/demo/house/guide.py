"""The basic-information guide."""

from uuid import uuid4

from wagtail.models import Page

from polku.content.models import GuidePage

from . import source, text
from .publishing import add


def build(homes: dict[str, Page]) -> None:
    """A page in the menu of each language that the guide has, and its pages below it."""
    top, *pages = source.guide()
    tops = _build_page(homes, top, show_in_menus=True)
    for page in pages:
        _build_page(tops, page)


def _build_page(parents: dict[str, Page], written: dict, **options) -> dict[str, Page]:
    key = uuid4()
    return {
        code: add(
            parents[code],
            GuidePage(translation_key=key, slug=written["slug"], **_fields(texts), **options),
        )
        for code, texts in written["text"].items()
    }


def _fields(written: dict) -> dict:
    return {
        "title": written["title"],
        "summary": written["summary"],
        "body": text.guide(written.get("sections", [])),
    }
