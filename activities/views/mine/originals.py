"""Which language of an activity is its original."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from activities.models import ActivityPage
from activities.queries import mine
from orgs.access import Actor
from polku.base import languages
from polku.content.originals import NotPossible
from polku.content.translation.services import originals

from .doors import of_activity
from .presentation import named


@require_http_methods(["GET", "HEAD", "POST"])
@of_activity
def choose_original(request: HttpRequest, actor: Actor, draft: ActivityPage) -> HttpResponse:
    """Says what it means that a language is the original, and makes another one it. Who may not
    publish reads who can."""
    choices = [
        one
        for one in mine.in_languages(actor, draft.translation_key)
        if not originals.is_original(one)
    ]
    if not choices or not draft.permissions_for_user(actor.user).can_edit():
        raise Http404
    may = all(originals.may_choose(actor.user, one) for one in choices)
    if request.method == "POST":
        if not may:
            raise Http404
        chosen = next(
            (one for one in choices if one.language == request.POST.get("language")), None
        )
        if chosen is None:
            raise Http404
        return _make_original(request, actor, chosen)
    context = {
        "activity": named(draft),
        "original_language": languages.name_in(draft.language, get_language()),
        "is_gone": any(one.pk == draft.pk for one in choices),
        "may_choose": may,
        "choices": [_choice(one) for one in choices],
    }
    return render(request, "editor/activities/original.html", context)


def _make_original(request: HttpRequest, actor: Actor, chosen: ActivityPage) -> HttpResponse:
    try:
        originals.make_original(actor.user, chosen)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("my_activities:original", key=chosen.translation_key)
    messages.success(
        request,
        _("“%(title)s” in this language is the original now: %(language)s.")
        % {"title": chosen.title, "language": languages.name_in(chosen.language, get_language())},
    )
    return redirect("my_activities:edit", key=chosen.translation_key)


def _choice(one: ActivityPage) -> dict:
    return {
        "language": one.language,
        "name": languages.own_name(one.language),
        "direction": one.direction,
        "title": one.title,
        "obstacle": originals.obstacle(one),
    }
