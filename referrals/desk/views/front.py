"""The way in, and for whom one works."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from orgs.access import actor_of
from orgs.models import Role
from orgs.views.accounts import switch_organisation

from ..pages import navigation


@never_cache
@login_required
@require_GET
def front(request: HttpRequest) -> HttpResponse:
    """To the first page that is open to one's roles; who has none chooses an organisation."""
    actor = actor_of(request)
    entries = navigation(actor) if actor else []
    return redirect(entries[0]["url"] if entries else "desk:switch_organisation")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: HttpRequest) -> HttpResponse:
    """Shows the organisations one belongs to; a choice changes for whom one acts. Says so where
    one's role in the chosen one opens no page of the workspace."""
    if request.method == "POST":
        return switch_organisation(request)
    actor = actor_of(request)
    context = {
        "nothing_open": actor is not None and not navigation(actor),
        "is_editor": actor is not None and actor.has(Role.EDITOR, Role.PUBLISHER),
    }
    return render(request, "desk/organisation_choice.html", context)
