"""What every template of the workspace may know."""

from orgs.access import actor_of

from .pages import navigation

_DOORS = ("/desk/", "/account/")


def frame(request):
    """The ways through the workspace that are open to the reader."""
    if not request.path.startswith(_DOORS) or not hasattr(request, "user"):
        return {}
    actor = actor_of(request)
    return {"desk_navigation": navigation(actor) if actor else []}
