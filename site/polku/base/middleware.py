"""What every answer and every request of the site has in common."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect
from django.utils import translation
from django.utils.cache import patch_vary_headers

from polku.base import kept_forms, languages

# Where in the session it stands to which address the second factor leads on.
WAY_BACK = "way_back"

_STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; media-src 'self'; manifest-src 'self'; "
    "worker-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'none'"
)


def strict_policy(*, images_from: str) -> str:
    """That of a public page with pictures of one other host; no other page may load from there."""
    own = "img-src 'self' data:"
    return _STRICT.replace(own, f"{own} {images_from}")


# Wagtail's admin and its user bar write scripts and styles into the page.
_EDITOR = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; media-src 'self'; form-action 'self'; frame-ancestors 'self'; "
    "base-uri 'self'; object-src 'none'"
)


class ContentSecurityPolicy:
    """Nothing inline and no outside host anywhere; looser under the editor's door only."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        policy = _EDITOR if request.path.startswith("/cms/") else _STRICT
        response.headers.setdefault("Content-Security-Policy", policy)
        return response


class PageLanguage:
    """The language of the interface: of the address, else of the person, else of the browser."""

    # What machines read is the same for everyone, so its address says the language as well.
    FEEDS = "/feeds"

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        chosen = translation.get_language_from_path(request.path_info.removeprefix(self.FEEDS))
        by_address = bool(chosen)
        if not chosen and request.user.is_authenticated:
            is_admin = request.path.startswith(EditorsDoor.DOOR)
            nearest = languages.interface_of_admin if is_admin else languages.interface
            chosen = nearest(request.user.language)
        chosen = chosen or translation.get_language_from_request(request)
        with translation.override(chosen):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            if hasattr(response, "render") and not response.is_rendered:
                response.render()
        response.headers.setdefault("Content-Language", chosen)
        if not by_address:
            patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response


def used_second_factor(request) -> bool:
    """Whether the person signed in with the second factor that they have."""
    return is_mfa_enabled(request.user) and any(
        record.get("method") == "mfa"
        for record in get_authentication_records(request, request.user)
    )


class SecondFactorGate:
    """No one passes the doors of workers and editors without a second factor (allauth offers
    one but does not enforce it)."""

    DOORS = ("/desk/", "/cms/", "/editor/")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if (
            settings.POLKU_SECOND_FACTOR_REQUIRED
            and request.path.startswith(self.DOORS)
            and request.user.is_authenticated
            and not used_second_factor(request)
        ):
            if kept_forms.keep(request) or request.method == "GET":
                request.session[WAY_BACK] = request.get_full_path()
            return redirect("second_factor_required")
        return self.get_response(request)


class EditorsDoor:
    """Behind the editor's door there is nothing for a person who is signed in and edits nothing.

    Wagtail would send them to the sign-in, which sends them back, and so on without an end.
    """

    DOOR = "/cms/"
    # The way in and out, and what the page of the way in loads.
    OPEN = ("/cms/login/", "/cms/logout/", "/cms/jsi18n/", "/cms/sprite/")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if (
            request.path.startswith(self.DOOR)
            and not request.path.startswith(self.OPEN)
            and request.user.is_authenticated
            and not request.user.has_perm("wagtailadmin.access_admin")
        ):
            raise Http404
        return self.get_response(request)
