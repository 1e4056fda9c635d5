"""All that one's organisation offers or prepares."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from activities.queries.mine import deleted, mine
from activities.services.places import languages_to_write
from orgs.access import Actor
from orgs.editors_door import WRITERS, page

from .presentation import row


@require_safe
@page(*WRITERS)
def activity_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    context = {
        "rows": [row(actor, one) for one in mine(actor)],
        "deleted": [
            {
                "title": one.title,
                "deleted_at": one.deleted_at,
                "restore_url": reverse("my_activities:restore", args=[one.key]),
            }
            for one in deleted(actor)
        ],
        "new_url": reverse("my_activities:new") if languages_to_write(actor) else "",
    }
    return render(request, "editor/activities/list.html", context)
