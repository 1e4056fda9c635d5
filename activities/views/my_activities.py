"""My activities: the plain door to the activities of one's own organisation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from orgs.access import Actor
from orgs.editors_door import WRITERS, page


@require_safe
@page(*WRITERS)
def activity_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All that the organisation offers or prepares."""
    return render(request, "editor/activities/list.html", {"rows": []})
