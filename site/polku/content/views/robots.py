"""What search engines ask for first."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from polku.base import languages
from polku.base.conditional import answer
from polku.content import sitemaps

XML = "application/xml; charset=utf-8"
# Behind these doors is nothing for the public, and the forms of a page are not its text. Handouts
# say what pages say, and have to be drawn. Questions to the lists have no end, and each answer
# costs; all that they find is in the maps.
# Feeds stay open: the calendars of some providers ask here before they subscribe to one.
KEPT_OUT = (
    *("/desk/", "/cms/", "/editor/", "/account/", "/*/handout/"),
    *("/*/activities/*?", "/*/guidance/?", "/*/search/?"),
)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {door}" for door in KEPT_OUT), ""]
    lines += [f"Sitemap: {request.build_absolute_uri(reverse('sitemap_index'))}", ""]
    return answer(request, "\n".join(lines).encode(), "text/plain; charset=utf-8")


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """One map a language, several where one would be too long."""
    maps = []
    for language, number in sitemaps.numbers_of_pages().items():
        address = request.build_absolute_uri(reverse("sitemap", kwargs={"language": language}))
        parts = range(1, -(-number // sitemaps.MOST) + 1)
        maps += [
            address if part == 1 else f"{address}?{urlencode({'part': part})}" for part in parts
        ]
    return answer(request, sitemaps.index(maps), XML)


@require_safe
def sitemap(request: HttpRequest, language: str) -> HttpResponse:
    """The live pages that are written in this language."""
    asked = request.GET.get("part", "1")
    if language not in languages.offered() or not (asked.isascii() and asked.isdigit()):
        raise Http404
    found = sitemaps.addresses(language, max(1, int(asked[:4])))
    content = sitemaps.url_set(
        (request.build_absolute_uri(one.path), one.changed_at) for one in found
    )
    return answer(request, content, XML)
