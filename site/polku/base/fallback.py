"""What a reader sees of pages that are not in their language: the text that is nearest to it, at an
address of their own language, so that all around it stays theirs; and never without a word.
"""

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from wagtail.models import Page, Site

from polku.base import languages

# Of the query of an address: the reader has just asked for the page in their language.
WISHED = "wished"


def offered(pages: QuerySet) -> QuerySet:
    """The pages that are in languages of the site. Those of a language that it has switched off are
    kept as they are, for the day when it is switched on again; until then nobody meets them."""
    return pages.filter(locale__language_code__in=languages.offered())


def chosen(pages: QuerySet, reader: str) -> QuerySet:
    """Of live pages, for each that there is in several languages the one for this reader."""
    near = {code: languages.rank(code, reader) for code in languages.offered()}
    rank = Case(
        *(When(locale__language_code=code, then=Value(place)) for code, place in near.items()),
        default=Value(len(near)),
        output_field=IntegerField(),
    )
    own = offered(pages.live()).filter(alias_of__isnull=True)
    first = own.order_by("translation_key", rank, "pk").distinct("translation_key")
    return own.filter(pk__in=first.values("pk")).select_related("locale")


def translations(page: Page) -> QuerySet:
    """The live pages of the same text in all languages, the one made first at the beginning."""
    own = Page.objects.filter(
        translation_key=page.translation_key, live=True, alias_of__isnull=True
    )
    return offered(own).select_related("locale").order_by("pk")


def children(page: Page) -> QuerySet:
    """The pages below this one and below its translations."""
    below = Q(pk__in=[])
    for path in Page.objects.filter(translation_key=page.translation_key).values_list(
        "path", flat=True
    ):
        below |= Q(path__startswith=path)
    return Page.objects.filter(below, depth=page.depth + 1)


def page_at(root: Page, components: list[str], reader: str) -> Page | None:
    """The page for this reader whose address ends so in any language; `root`: any home page."""
    roots = Page.objects.filter(translation_key=root.translation_key)
    ending = "".join(f"{one}/" for one in components)
    paths = [url_path + ending for url_path in roots.values_list("url_path", flat=True)]
    named = offered(Page.objects.filter(url_path__in=paths, live=True)).order_by("pk").first()
    return nearest(named, reader) if named else None


def nearest(page: Page, reader: str) -> Page | None:
    """Of the translations of a live page the one for this reader; None where the site has switched
    off their languages."""
    present = {other.locale.language_code: other for other in translations(page)}
    language = languages.preferred(reader, present)
    if language:
        return present[language]
    # An alias whose original is not public, or one that is just being published.
    return page if page.locale.language_code in languages.offered() else None


def address(page: Page, reader: str, request=None, *, site: Site | None = None) -> str:
    """Where this reader finds a page, whatever its language: its path, below their language. Of
    another site than that of the request, or than `site`, the whole address."""
    url = page.get_url(request, site) or ""
    return languages.below(url, page.locale.language_code, reader)
