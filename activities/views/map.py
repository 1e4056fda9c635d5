"""Activities on a map, where the installation names tiles for one."""

from functools import wraps
from urllib.parse import urlsplit

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from activities import queries
from activities.forms.search import ActivitySearch
from polku.base import page_cache
from polku.base.middleware import strict_policy
from polku.base.templatetags.presentation import clock, day

from .find import PAGE_SIZE, Asked

# What Leaflet writes for `{s}`: the hosts that share the work of one tile server.
_SHARED_BY = "abc"


def _with_tiles(view):
    """There is no such page where the installation names no tiles."""

    @wraps(view)
    def checked(request: HttpRequest) -> HttpResponse:
        if not settings.POLKU_MAP_TILES:
            raise Http404
        return view(request)

    return checked


@page_cache.asks(queries.normal_of_page)
@require_safe
@_with_tiles
def on_map(request: HttpRequest) -> HttpResponse:
    """The list, with a button that brings the map beside it. This page alone may load the tiles."""
    asked = Asked(request, "map")
    found = Paginator(queries.find(asked.filters, asked.reader), PAGE_SIZE)
    found.count = asked.counts.total
    page = found.get_page(request.GET.get("page"))
    tiles = urlsplit(settings.POLKU_MAP_TILES)
    response = asked.answer(
        activities=queries.cards(page.object_list, asked.reader, asked.filters),
        page_obj=page,
        tiles=settings.POLKU_MAP_TILES,
        tiles_host=tiles.hostname.removeprefix("{s}."),
        attribution=settings.POLKU_MAP_ATTRIBUTION,
        points_url=asked.address(asked.filters, "points"),
    )
    hosts = dict.fromkeys(tiles.netloc.replace("{s}", one) for one in _SHARED_BY)
    response.headers["Content-Security-Policy"] = strict_policy(
        images_from=" ".join(f"{tiles.scheme}://{host}" for host in hosts)
    )
    return response


@page_cache.asks(queries.normal)
@require_safe
@_with_tiles
def points(request: HttpRequest) -> HttpResponse:
    """Those of the same question that say their place, for the signs on the map."""
    asked = ActivitySearch(request.GET).filters
    return JsonResponse(
        {"points": [_point(card) for card in queries.placed(asked, get_language())]}
    )


def _point(card: queries.Card) -> dict:
    when = card.when
    hours = "" if when is None or when.is_all_day else f" {clock(when.starts)}"
    return {
        "latitude": card.where.latitude,
        "longitude": card.where.longitude,
        "title": card.title,
        "url": card.url,
        "language": card.lang,
        "direction": card.dir,
        "when": f"{day(when.starts)}{hours}" if when else "",
    }
