"""What can be done with an activity besides writing it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.forms.seasons import SeasonForm
from activities.models import ActivityPage
from activities.queries import mine
from activities.services import seasons, writing
from orgs.access import Actor
from orgs.editors_door import WRITERS, page
from polku.content.upkeep.services import bin, reviews

from .doors import of_activity
from .presentation import address, named


@require_safe
@of_activity
def preview(request: HttpRequest, actor: Actor, draft: ActivityPage) -> HttpResponse:
    """The draft as the public would see it, with a way back."""
    return draft.make_preview_request(
        request, draft.default_preview_mode, {"way_back": address("edit", draft)}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@of_activity
def end(request: HttpRequest, actor: Actor, draft: ActivityPage) -> HttpResponse:
    """Asks once more, then takes the activity out of the public's sight."""
    if not writing.may_end(actor.user, draft):
        raise Http404
    if request.method == "POST":
        writing.end(actor.user, draft)
        messages.success(
            request,
            _("“%(title)s” has ended. You can publish it again later.") % {"title": draft.title},
        )
        return redirect("my_activities:list")
    return render(request, "editor/activities/end.html", {"activity": named(draft)})


@require_http_methods(["GET", "HEAD", "POST"])
@of_activity
def copy(request: HttpRequest, actor: Actor, draft: ActivityPage) -> HttpResponse:
    """Asks from when on the activity is held again, and leads to the copy, which is a draft."""
    if not draft.permissions_for_user(actor.user).can_copy_to(draft.get_parent()):
        raise Http404
    form = SeasonForm(request.POST or None, held_from=seasons.first_date_of(draft))
    if request.method == "POST" and form.is_valid():
        made = seasons.copy_for_next_season(actor.user, draft, form.cleaned_data["first_date"])
        messages.success(
            request, _("Here is the copy. Look through it, change what is new, and publish it.")
        )
        return redirect("my_activities:edit", key=made.translation_key)
    context = {"activity": named(draft), "form": form}
    return render(request, "editor/activities/copy.html", context)


@require_POST
@of_activity
def withdraw(request: HttpRequest, actor: Actor, draft: ActivityPage) -> HttpResponse:
    """Takes what waits for approval back, to change it."""
    writing.withdraw(actor.user, draft)
    messages.success(request, _("You took it back. Change it, and send it again."))
    return redirect("my_activities:edit", key=draft.translation_key)


@require_http_methods(["GET", "HEAD", "POST"])
@of_activity
def delete(request: HttpRequest, actor: Actor, draft: ActivityPage) -> HttpResponse:
    """Asks once more, then puts the activity into the bin, from which it can be taken back."""
    if not draft.permissions_for_user(actor.user).can_delete():
        raise Http404
    if request.method == "POST":
        bin.to_bin(actor.user, draft)
        messages.success(
            request,
            _("“%(title)s” is deleted. You can take it back for 30 days.") % {"title": draft.title},
        )
        return redirect("my_activities:list")
    return render(request, "editor/activities/delete.html", {"activity": named(draft)})


@require_POST
@page(*WRITERS)
def restore(request: HttpRequest, actor: Actor, key: UUID) -> HttpResponse:
    """Takes a deleted activity back."""
    deletion = mine.deleted(actor).filter(key=key).first()
    if deletion is None:
        raise Http404
    try:
        bin.restore(actor.user, deletion)
    except bin.NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("“%(title)s” is back.") % {"title": deletion.title})
    return redirect("my_activities:list")


@require_POST
@of_activity
def right(request: HttpRequest, actor: Actor, draft: ActivityPage) -> HttpResponse:
    """All is still right: the next question comes in half a year."""
    if not draft.permissions_for_user(actor.user).can_edit():
        raise Http404
    reviews.check(actor.user, draft)
    messages.success(request, _("Thank you. You are asked again in half a year."))
    return redirect("my_activities:list")
