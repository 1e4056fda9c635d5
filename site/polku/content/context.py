"""What every template of the public site may know: language, direction, menu, languages."""

from functools import cache

from django.utils import translation

from polku.base import languages

from . import navigation

# The views to which the header leads on every page, and those that it marks like the list.
_OF_THE_LIST = ("activities:list", "activities:days", "activities:month", "activities:map")
_IN_HEADER = (*_OF_THE_LIST, "activities:saved", "activities:search")


def frame(request):
    language = translation.get_language() or "en"
    page = getattr(request, "page_served", None)
    match = request.resolver_match
    entries = cache(lambda: navigation.entries(request, language))
    return {
        "interface_language": language,
        "interface_direction": languages.direction(language),
        "path_of_header": request.path if match and match.view_name in _IN_HEADER else "",
        # Asked for where they are shown, and once: header and footer show the same.
        "site_navigation": lambda: entries()["menu"],
        "site_about": lambda: entries()["about"],
        "language_links": cache(lambda: navigation.language_links(request, page)),
        "addresses_of_page": cache(lambda: navigation.addresses(request, page)),
    }
