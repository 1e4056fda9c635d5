"""The plain door of editors, `/editor/`: who passes it, and what lies behind it.

For small associations, in every language of the interface. Packages hand in their entries when
they are ready, as in `editors_door.register(Entry("my_activities:list", _("Activities"), …))`, and
guard their views with `page`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.views.decorators.cache import never_cache

from polku.base import kept_forms

from .access import SESSION_KEY, Actor, actor_for, own_organisations
from .models import WRITERS, Role

# Managers invite and remove people; whether they write follows from their other roles.
INSIDE = WRITERS | {Role.MANAGER}


@dataclass(frozen=True)
class Entry:
    """One of the main ways behind the door: the name of its view, and the roles that see it."""

    view: str
    label: Promise
    icon: str
    roles: frozenset[str] = INSIDE
    # Entries stand in this order.
    order: int = 100


_entries: list[Entry] = []


def register(entry: Entry) -> Entry:
    _entries.append(entry)
    return entry


def navigation(actor: Actor) -> list[dict]:
    """The entries that the actor can open, as templates/components/desk_navigation.html shows
    them."""
    return [
        {
            "name": entry.view,
            "url": reverse(entry.view),
            "label": entry.label,
            "icon": entry.icon,
            "turns": False,
        }
        for entry in sorted(_entries, key=lambda entry: entry.order)
        if not entry.roles.isdisjoint(actor.roles)
    ]


def actors_of(request: HttpRequest) -> list[Actor]:
    """Who asks, once for each of their organisations in which they may pass the door."""
    if not hasattr(request, "_editors"):
        actors = [actor_for(request.user, one) for one in own_organisations(request)]
        request._editors = [
            actor for actor in actors if actor and not INSIDE.isdisjoint(actor.roles)
        ]
    return request._editors


def editor_of(request: HttpRequest) -> Actor | None:
    """Who asks, acting for the organisation chosen last, else for the first; None where no
    organisation lets them pass."""
    actors = actors_of(request)
    chosen = request.session.get(SESSION_KEY)
    return next((one for one in actors if one.organisation.pk == chosen), (actors or [None])[0])


def page(*roles: str) -> Callable:
    """Decorator of a view `(request, actor, **kwargs)` behind the door: signed in, with one of the
    roles (any that passes the door where none is named).

    Whoever lacks them gets the same answer as for a page that does not exist. What somebody had
    typed when their session ended is kept for them (`polku.base.kept_forms`).
    """
    wanted = frozenset(roles) or INSIDE

    def wrap(view: Callable) -> Callable:
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, **kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                kept_forms.keep(request)
                return redirect_to_login(request.get_full_path())
            actor = editor_of(request)
            if actor is None or wanted.isdisjoint(actor.roles):
                raise Http404
            return view(request, actor, **kwargs)

        return guarded

    return wrap
