"""What every template may know of the person who looks at it."""

from django.conf import settings

from .access import actor_of, own_organisations

_DOORS = ("/desk/", "/account/")


def frame(request):
    """Nothing on public pages: they are the same for everyone."""
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
