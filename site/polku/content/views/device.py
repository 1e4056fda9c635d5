"""What a device needs to keep pages for when there is no network, and to show the site among its
apps."""

import hashlib
import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from polku.base import languages, page_cache
from polku.base.conditional import answer

WORKER = "content/service_worker.js"
# What the pages that are kept look like and can do; pictures are not kept.
FILES = (
    "polku/polku.css",
    "polku/polku.js",
    "polku/offline.js",
    "polku/on_device.js",
    "polku/saved.js",
    "polku/saved-list.js",
    "polku/page_tools.js",
    "polku/finder.js",
    "polku/nearest.js",
    "polku/icons.svg",
    "polku/mark.svg",
    "polku/treeline.svg",
    "polku/landscape.svg",
    "polku/select.svg",
    "polku/trail.svg",
    "django_htmx/htmx-2.min.js",
)
PAPER, FOREST = "#f7f2e8", "#123c32"  # tokens of polku.css


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps pages. Its bytes change with every file that it keeps along with them,
    so browsers fetch the new ones."""
    site = {
        "files": [static(name) for name in FILES],
        "languages": languages.offered(),
    }
    version = hashlib.sha256(_worker(site).encode()).hexdigest()[:12]
    return answer(request, _worker(site | {"version": version}).encode(), "text/javascript")


def _worker(site: dict) -> str:
    return render_to_string(WORKER, {"site": mark_safe(json.dumps(site))})


@page_cache.asks()
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What is kept on the device, and the switch; shown, too, in place of a page that is not kept
    when there is no network. What there is, only the device knows."""
    return render(request, "content/offline.html")


@page_cache.asks()
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """How a device shows the site among its apps, in one language."""
    language = get_language()
    about = {
        "id": "/",
        "name": "Polku",
        "short_name": "Polku",
        "description": _(
            "Polku shows what associations and authorities offer to people who have moved to "
            "Finland."
        ),
        "lang": language,
        "dir": languages.direction(language),
        "start_url": reverse("wagtail_serve", args=[""]),
        # Reading goes on in another language.
        "scope": "/",
        # With ways back and to load again, which pages do not have.
        "display": "minimal-ui",
        "theme_color": FOREST,
        "background_color": PAPER,
        "icons": [
            *(_icon(f"icon-{size}.png", size, "any") for size in (192, 512)),
            _icon("icon-maskable.png", 512, "maskable"),
        ],
    }
    content = json.dumps(about, ensure_ascii=False, indent=1).encode()
    return answer(request, content, "application/manifest+json")


def _icon(name: str, size: int, purpose: str) -> dict[str, str]:
    return {
        "src": static(f"polku/{name}"),
        "sizes": f"{size}x{size}",
        "type": "image/png",
        "purpose": purpose,
    }
