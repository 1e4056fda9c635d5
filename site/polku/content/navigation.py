"""Ways through the site: the menu, lists of pages, the languages of a page."""

from django.urls import translate_url
from django.utils import translation
from wagtail.models import Page, Site

from polku.base import languages


def links(pages, *, current: Page | None = None, query: str = "") -> list[dict]:
    """Live pages as what a list of links shows; `query` goes along with each address."""
    return [
        {"title": page.title, "url": f"{page.url}{query}", "current": page == current}
        for page in pages.live().order_by("path")
    ]


def menu(request, language: str) -> list[dict]:
    """The first level below the home page of this language, as far as editors put it in menus.

    Organisations' own pages are no part of it: they are found through the directory.
    """
    home = home_in(request, language)
    if home is None:
        return []
    return [
        {
            "title": page.title,
            "url": page.get_url(request),
            "current": request.path.startswith(page.get_url(request) or "\0"),
            "lang": language,
        }
        for page in home.get_children().live().in_menu().select_related("locale")
    ]


def home_in(request, language: str) -> Page | None:
    """The live home page in this language, None where there is none."""
    site = Site.find_for_request(request)
    if site is None:
        return None
    return Page.objects.filter(
        translation_key=site.root_page.translation_key,
        locale__language_code=language,
        live=True,
    ).first()


def language_links(request, page: Page | None) -> list[dict]:
    """One link a language: to this page's own live translation, else to where that language goes
    on. `available` tells the first from the second, for `hreflang`."""
    current = translation.get_language()
    translations = {}
    if page is not None:
        translations = {
            other.locale.language_code: other.get_url(request)
            for other in Page.objects.filter(
                translation_key=page.translation_key, live=True, alias_of__isnull=True
            ).select_related("locale")
        }
    return [
        {
            "code": code,
            "name": languages.own_name(code),
            "direction": languages.direction(code),
            "url": translations.get(code) or _elsewhere(request, page, code),
            "available": page is None or code in translations,
            "current": code == current,
        }
        for code in languages.offered()
    ]


def _elsewhere(request, page: Page | None, code: str) -> str:
    """Where a reader of another language goes on: views are in all languages, so at the same view;
    from a page that is not translated, at the home page. So too from addresses without a language:
    their page of an error says the same whatever was asked for."""
    if page is None and translation.get_language_from_path(request.path_info):
        return translate_url(request.get_full_path(), code)
    return f"/{code}/"
