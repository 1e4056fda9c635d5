"""Who gets to one activity."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from activities.models import ActivityPage
from activities.queries import mine
from activities.services.writing import NotAllowed
from orgs.access import Actor, choose_organisation
from orgs.editors_door import WRITERS, actors_of, page


def of_activity(view: Callable) -> Callable:
    """Decorator of a view `(request, actor, draft)`: hands it the activity's page as its latest
    draft has it. That of another organisation is not there, and neither is what one may not do."""

    @page(*WRITERS)
    @wraps(view)
    def found(request: HttpRequest, actor: Actor, key: UUID) -> HttpResponse:
        try:
            return view(request, actor, mine.original(actor, key))
        except NotAllowed:
            raise Http404 from None
        except ActivityPage.DoesNotExist:
            return _of_another_organisation(request, key)

    return found


def _of_another_organisation(request: HttpRequest, key: UUID) -> HttpResponse:
    """A link of a mail leads to an activity of whichever of one's organisations: act for it."""
    for actor in actors_of(request) if request.method == "GET" else ():
        if WRITERS.isdisjoint(actor.roles) or not mine.has(actor, key):
            continue
        choose_organisation(request, str(actor.organisation.key))
        return redirect(request.get_full_path())
    raise Http404
