"""Ways through the site: the menu, lists of pages, the languages of a page."""

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse, translate_url
from django.utils import translation
from wagtail.models import Page, Site

from polku.base import fallback, languages, page_cache, sites
from polku.base.page_cache.unchanged import while_unchanged

# Lists without a page of their own, which are there in all languages: the view, and the one that
# stands for it with search engines.
LISTS = {
    "activities:list": "activities:list",
    "activities:days": "activities:list",
    "activities:month": "activities:list",
    "activities:map": "activities:list",
    "content:guidance": "content:guidance",
    "content:news": "content:news",
}
# Its name only: the model is built on this.
_ABOUT = Q(content_type__app_label="content", content_type__model="aboutpage")


def links(pages: QuerySet, *, current: Page | None = None, query: str = "") -> list[dict]:
    """Pages as what a list of links shows, each once and for the reader; `query` goes along with
    each address."""
    reader = translation.get_language()
    key = current.translation_key if current else None
    return [
        {
            "title": page.title,
            "url": f"{fallback.address(page, reader)}{query}",
            "lang": (language := page.locale.language_code),
            "foreign": "" if language == reader else languages.name_in(language, reader),
            "current": page.translation_key == key,
        }
        for page in in_order(fallback.chosen(pages, reader))
    ]


def entries(request, reader: str) -> dict[str, list[dict]]:
    """Of the first level below the home page: `menu`, as far as editors put it in menus, and
    `about`, the pages about the site itself.

    Organisations' own pages are no part of the menu: they are found through the directory.
    """
    found = {"menu": [], "about": []}
    site = sites.site_of(request)
    for place, entry in _first_level(site, reader) if site else ():
        is_current = request.path.startswith(entry["url"] or "\0")
        found[place].append(entry | {"current": is_current})
    return found


@while_unchanged
def _first_level(site: Site, reader: str) -> list[tuple[str, dict]]:
    """The same on every page."""
    below = fallback.children(site.root_page).filter(Q(show_in_menus=True) | _ABOUT)
    return [
        (
            "about" if page.is_about else "menu",
            {
                "title": page.title,
                "url": languages.below(
                    page.get_url(current_site=site) or "", page.locale.language_code, reader
                ),
                "lang": page.locale.language_code,
            },
        )
        for page in in_order(fallback.chosen(below, reader)).annotate(is_about=_ABOUT)
    ]


def in_order(pages: QuerySet) -> QuerySet:
    """As the editors have put them: by the place of the page of each that was made first."""
    first = Page.objects.filter(translation_key=OuterRef("translation_key")).order_by("pk")
    return pages.order_by(Subquery(first.values("path")[:1]))


def language_links(request, page: Page | None) -> list[dict]:
    """One link a language: to this page's own live translation, else to where that language goes
    on. `available` tells the first from the second, for `hreflang`."""
    current = translation.get_language()
    translated = _translations(request, page)
    return [
        {
            "code": code,
            "name": languages.own_name(code),
            "direction": languages.direction(code),
            "url": translated.get(code) or _elsewhere(request, page, code),
            "available": page is None or code in translated,
            "current": code == current,
        }
        for code in languages.offered()
    ]


def addresses(request, page: Page | None) -> dict | None:
    """Of a page, what search engines are told of: its one address, and those of its live
    translations; and links to the `others` for a reader in whose language there is none."""
    if page is None:
        return _addresses_of_list(request)
    translated = _translations(request, page)
    return {
        "canonical": request.build_absolute_uri(page.get_url(request)),
        "translations": _alternates(request, translated),
        "others": [
            {
                "code": code,
                "url": url,
                "name": languages.own_name(code),
                "direction": languages.direction(code),
            }
            for code, url in translated.items()
            if code != page.locale.language_code
        ],
    }


def _addresses_of_list(request) -> dict | None:
    """Of a list as it stands without a question; answers to questions have no end, and are kept
    out. Its further pages are their own, and not the same in every language."""
    match = request.resolver_match
    if match is None or match.view_name not in LISTS:
        return None
    if request.GET.keys() - {"page"}:
        return {"is_answer": True}
    path = reverse(LISTS[match.view_name])
    if page_query := page_cache.page_number(request.GET):
        return {"canonical": request.build_absolute_uri(f"{path}?{page_query}")}
    urls = {code: translate_url(path, code) for code in languages.offered()}
    return {
        "canonical": request.build_absolute_uri(path),
        "translations": _alternates(request, urls),
    }


def _alternates(request, urls: dict[str, str]) -> list[dict]:
    """Whole addresses by language, and for all who read none of these the one that most people in
    Finland can read."""
    found = [{"code": code, "url": request.build_absolute_uri(url)} for code, url in urls.items()]
    if nearest := languages.preferred("", urls):
        found.append({"code": "x-default", "url": request.build_absolute_uri(urls[nearest])})
    return found


def _translations(request, page: Page | None) -> dict[str, str]:
    """language → address of the live page; asked once a request."""
    if page is None:
        return {}
    if not hasattr(request, "translations_of_page"):
        locales = sites.locales()
        request.translations_of_page = {
            locales[other.locale_id].language_code: other.get_url(request)
            for other in fallback.translations(page).select_related(None).only("url_path", "locale")
        }
    return request.translations_of_page


def _elsewhere(request, page: Page | None, code: str) -> str:
    """Where a reader of another language goes on: at the same view, or at the same page in the
    language that is nearest to theirs. From addresses without a language at the home page: their
    page of an error says the same whatever was asked for."""
    if page is not None:
        return fallback.address(page, code, request)
    if translation.get_language_from_path(request.path_info):
        return translate_url(request.get_full_path(), code)
    return f"/{code}/"
