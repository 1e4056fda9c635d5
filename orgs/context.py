"""What every template may know of the person who looks at it."""

from django.conf import settings

from polku.base import languages

from . import editors_door
from .access import actor_of, own_organisations

_DOORS = ("/desk/", "/account/")
_EDITORS_DOOR = "/editor/"


def frame(request):
    """Nothing on public pages: they are the same for everyone."""
    if request.path.startswith(_EDITORS_DOOR) and hasattr(request, "user"):
        return _editors_frame(request)
    if not request.path.startswith(_DOORS) or not hasattr(request, "user"):
        return {"actor": None}
    actor = actor_of(request)
    return {
        "actor": actor,
        "actor_organisations": [
            {"key": o.key, "name": o.name, "current": o == actor.organisation}
            for o in own_organisations(request)
        ]
        if actor
        else [],
        "demo_banner": not settings.POLKU_SECOND_FACTOR_REQUIRED,
    }


def _editors_frame(request) -> dict:
    """Behind the editor's plain door: for whom one writes, the ways on, and the languages."""
    actor = editors_door.editor_of(request) if request.user.is_authenticated else None
    return {
        "actor": actor,
        "actor_organisations": [
            {
                "key": one.organisation.key,
                "name": one.organisation.name,
                "current": one.organisation == actor.organisation,
            }
            for one in (editors_door.actors_of(request) if actor else [])
        ],
        "editor_navigation": editors_door.navigation(actor) if actor else [],
        "interface_languages": [
            {
                "code": code,
                "name": languages.own_name(code),
                "direction": languages.direction(code),
                "current": code == request.LANGUAGE_CODE,
            }
            for code in languages.offered()
        ],
        "opens_full_editor": bool(actor) and actor.user.has_perm("wagtailadmin.access_admin"),
        "demo_banner": not settings.POLKU_SECOND_FACTOR_REQUIRED,
    }
