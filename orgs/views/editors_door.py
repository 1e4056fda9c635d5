"""The frame of the editor's plain door: the way in, for whom one writes, in which language."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from orgs import editors_door
from orgs.access import Actor
from polku.base import languages

from . import accounts


@require_safe
@editors_door.page()
def front(request: HttpRequest, actor: Actor) -> HttpResponse:
    """To the first page behind the door that is open to one's roles."""
    return redirect(editors_door.navigation(actor)[0]["url"])


@require_POST
@editors_door.page()
def organisation(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Write for another of one's own organisations."""
    return accounts.switch_organisation(request, front="editor:front")


@require_POST
@editors_door.page()
def language(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Speak another language with this person from now on, here, on the desk and in mail."""
    chosen = request.POST.get("language", "")
    if chosen not in languages.offered():
        raise Http404
    actor.user.language = chosen
    actor.user.save(update_fields=["language"])
    return redirect(accounts.way_on(request) or "editor:front")


@require_safe
@editors_door.page()
def manual(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The short manual, in the reader's language."""
    return render(request, "editor/help.html")
