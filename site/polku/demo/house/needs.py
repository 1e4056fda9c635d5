"""“What do you need help with?”: the question, the needs below it and narrower ones."""

from uuid import uuid4

from wagtail.models import Page

from activities.models import NeedPage

from . import source
from .publishing import add


def build(homes: dict[str, Page]) -> None:
    """The question stands in the menu of each language that it is in."""
    asking = _build_need(homes, source.needs(), show_in_menus=True)
    for written in source.needs()["need"]:
        need = _build_need(asking, written)
        for narrower in written.get("narrower", ()):
            _build_need(need, narrower)


def _build_need(parents: dict[str, Page], written: dict, **options) -> dict[str, Page]:
    key, helpful = uuid4(), _helpful(written.get("pages", []))
    return {
        code: add(
            parents[code],
            NeedPage(
                translation_key=key,
                slug=written["slug"],
                icon=written["icon"],
                themes=written.get("themes", []),
                audiences=written.get("audiences", []),
                helpful_pages=[("page", page) for page in helpful],
                **texts,
                **options,
            ),
        )
        for code, texts in written["text"].items()
        if code in parents
    }


def _helpful(slugs: list[str]) -> list[Page]:
    """The pages as they were made first; readers see them in their own language."""
    found = {
        page.slug: page for page in Page.objects.filter(slug__in=slugs, depth__gt=2).order_by("-pk")
    }
    return [found[slug] for slug in slugs]
