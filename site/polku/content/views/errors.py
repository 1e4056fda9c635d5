"""Pages of errors: in the reader's language, with a way on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation

from polku.base import languages


def not_found(request: HttpRequest, exception=None) -> HttpResponse:
    """The same bytes for what is missing and for what is not yours to see."""
    # Where nothing is, no place of the header is marked, and there is no address to tell of.
    context = {"path_of_header": "", "addresses_of_page": None}
    return render(request, "404.html", context, status=404)


def bad_request(request: HttpRequest, exception=None) -> HttpResponse:
    return _alone(request, "400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    return _alone(request, "500.html", status=500)


def _alone(request: HttpRequest, template: str, status: int) -> HttpResponse:
    """Without what asks the database, which may be what broke. The request may have been refused
    before its language was known."""
    language = getattr(request, "LANGUAGE_CODE", None)
    language = language or translation.get_language_from_request(request, check_path=True)
    with translation.override(language):
        page = render_to_string(template, {"language_links": _homes(language)})
    return HttpResponse(page, status=status)


def _homes(current: str) -> list[dict]:
    """As `navigation.language_links`, each leading to the home page."""
    return [
        {
            "code": code,
            "name": languages.own_name(code),
            "direction": languages.direction(code),
            "url": f"/{code}/",
            "current": code == current,
        }
        for code in languages.offered()
    ]
