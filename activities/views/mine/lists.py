"""All that one's organisation offers or prepares."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from activities.queries.mine import deleted, mine
from activities.services.places import languages_to_write
from orgs.access import Actor
from orgs.editors_door import WRITERS, page
from orgs.services import own_page
from polku.base.publication import waits_for_review

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
        "our_page": _notice(actor),
        "translations_url": _translations(actor),
        "new_url": reverse("my_activities:new") if languages_to_write(actor) else "",
    }
    return render(request, "editor/activities/list.html", context)


def _translations(actor: Actor) -> str:
    """Where they are translated, for who may go there."""
    may_enter = actor.user.has_perm("wagtailadmin.access_admin")
    return reverse("translation_desk:table") if may_enter else ""


def _notice(actor: Actor) -> dict | None:
    """What to do about the organisation's own page, as long as the public does not see it: its
    activities are seen all the same, but nobody can read who offers them."""
    page = own_page.page_of(actor)
    if page is not None and page.live:
        return None
    waits = page is not None and waits_for_review(page)
    return {
        "message": _("It waits for approval. Until then people cannot read who you are.")
        if waits
        else _(
            "People see your activities, but cannot read who offers them. Write a few sentences "
            "about yourselves, and let the page be published."
        ),
        "url": "" if waits else reverse("editor:our_page_front"),
    }
