"""The pages of the workspace and who may open them: one table, read by the views and by the
navigation."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from orgs.access import Actor, actor_of
from orgs.models import Role

CASEWORK = frozenset({Role.WORKER, Role.MANAGER})
FIGURES = frozenset({Role.MANAGER, Role.COORDINATOR})

ROLES: dict[str, frozenset[Role]] = {
    "inbox": CASEWORK,
    "inbox_export": CASEWORK,
    "outbox": CASEWORK,
    "outbox_export": CASEWORK,
    "client_list": CASEWORK,
    "client_new": CASEWORK,
    "client_detail": CASEWORK,
    "client_edit": CASEWORK,
    "client_notes": CASEWORK,
    "client_refer": CASEWORK,
    "referral_new": CASEWORK,
    "referral_detail": CASEWORK,
    "referral_edit": CASEWORK,
    "referral_move": CASEWORK,
    "statistics": FIGURES,
}


@dataclass(frozen=True)
class Entry:
    """One of the main ways through the workspace."""

    page: str
    label: Promise
    icon: str
    # Whether the icon points somewhere and so turns round in right-to-left languages.
    turns: bool = False


ENTRIES = (
    Entry("inbox", _("Inbox"), "inbox"),
    Entry("outbox", _("Outbox"), "outbox", turns=True),
    Entry("client_list", _("Clients"), "people"),
    Entry("statistics", _("Statistics"), "chart"),
)


def may_open(actor: Actor, page: str) -> bool:
    return actor.has(*ROLES[page])


def navigation(actor: Actor) -> list[dict]:
    """The entries that the actor can open."""
    return [
        {
            "name": f"desk:{entry.page}",
            "url": reverse(f"desk:{entry.page}"),
            "label": entry.label,
            "icon": entry.icon,
            "turns": entry.turns,
        }
        for entry in ENTRIES
        if may_open(actor, entry.page)
    ]


def page(name: str) -> Callable:
    """Decorator of a view `(request, actor, **kwargs)`: signed in, with a role that opens the page.

    Whoever lacks the role gets the same answer as for a page that does not exist. Nothing of the
    workspace stays in a cache.
    """
    roles = ROLES[name]

    def wrap(view: Callable) -> Callable:
        @never_cache
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, **kwargs) -> HttpResponse:
            actor = actor_of(request)
            if actor is None or not actor.has(*roles):
                raise Http404
            return view(request, actor, **kwargs)

        return guarded

    return wrap
