"""The way in, before a language is known."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe


@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    """`/` leads to the home page in the browser's language, else in the site's first."""
    response = redirect(f"/{translation.get_language_from_request(request)}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response
