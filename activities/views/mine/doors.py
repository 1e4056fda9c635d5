"""Who gets to one activity."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from activities.models import ActivityPage
from activities.queries import mine
from activities.services.writing import NotAllowed
from orgs.access import Actor
from orgs.editors_door import WRITERS, page


def of_activity(view: Callable) -> Callable:
    """Decorator of a view `(request, actor, draft)`: hands it the activity's page as its latest
    draft has it. That of another organisation is not there, and neither is what one may not do."""

    @page(*WRITERS)
    @wraps(view)
    def found(request: HttpRequest, actor: Actor, key: UUID) -> HttpResponse:
        try:
            return view(request, actor, mine.original(actor, key))
        except (ActivityPage.DoesNotExist, NotAllowed):
            raise Http404 from None

    return found
