"""The site to which an address belongs, and what of it stands behind every page: each process
remembers them until something public changes.
"""

from django.http import HttpRequest
from django.http.request import split_domain_port
from wagtail.models import Locale, Page, Site
from wagtail.models.sites import get_site_for_hostname

from polku.base.page_cache.unchanged import while_unchanged


def site_of(request: HttpRequest) -> Site | None:
    """As `Site.find_for_request`, where Wagtail finds it, too."""
    if not hasattr(request, "_wagtail_site"):
        # Wagtail does not ask either whether the host is one of ours; Django has.
        host = split_domain_port(request._get_raw_host())[0]
        request._wagtail_site = _site_at(host, request.get_port())
    return request._wagtail_site


@while_unchanged
def _site_at(host: str, port: str) -> Site | None:
    try:
        return get_site_for_hostname(host, port)
    except Site.DoesNotExist:
        return None


@while_unchanged
def home_of(site: Site, reader: str) -> Page:
    """The first page in the reader's language, which is the active one."""
    return site.root_page.localized.specific


@while_unchanged
def locales() -> dict[int, Locale]:
    """All that pages are written in, by their number."""
    return Locale._base_manager.in_bulk()
