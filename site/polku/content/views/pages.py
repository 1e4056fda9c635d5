"""Where pages that are written are read."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from wagtail.views import serve

from polku.base import page_cache, sites

from . import asked


@page_cache.asks(asked.of_pages)
def page(request: HttpRequest, path: str) -> HttpResponse:
    """As Wagtail serves it, but from the home page that is known already."""
    if site := sites.site_of(request):
        components = [part for part in path.split("/") if part]
        try:
            found = sites.home_of(site, get_language()).route(request, components)
        except Http404:
            found = None
        request._wagtail_route_for_request = found
    return serve(request, path)
