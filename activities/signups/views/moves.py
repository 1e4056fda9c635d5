"""What an organiser does with those who signed up."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from activities.models import Occurrence
from activities.signups.forms.message import MessageForm
from activities.signups.queries import lists as queries
from activities.signups.services import lists as services
from activities.signups.services import signing_up
from activities.signups.services.moves import NotPossible
from activities.signups.states import ACTIVE
from orgs.access import Actor
from orgs.editors_door import WRITERS, page
from polku.record import audit

from .activity import PART, shown
from .lists import choose


@require_POST
@page(*WRITERS)
def marks(request: HttpRequest, actor: Actor, key: UUID) -> HttpResponse:
    activity, _dates, chosen = choose(request, actor, key)
    if chosen is None:
        raise Http404
    given = {
        int(name.removeprefix("mark-")): value
        for name, value in request.POST.items()
        if name.startswith("mark-") and name.removeprefix("mark-").isdecimal() and len(name) < 20
    }
    services.mark(
        actor=actor,
        gathering=queries.gathering(activity, chosen),
        occurrence=chosen,
        marks=given,
    )
    messages.success(request, _("Saved."))
    return _back(key, chosen)


@require_http_methods(["GET", "HEAD", "POST"])
@page(*WRITERS)
def message(request: HttpRequest, actor: Actor, key: UUID) -> HttpResponse:
    activity, _dates, chosen = choose(request, actor, key)
    form = MessageForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        number = services.write_to_all(
            actor=actor,
            gathering=queries.gathering(activity, chosen),
            text=form.cleaned_data["text"],
        )
        messages.success(
            request,
            ngettext(
                "All who signed up can read it on their page. %(number)s person is told by mail.",
                "All who signed up can read it on their page. %(number)s people are told by mail.",
                number,
            )
            % {"number": number},
        )
        return _back(key, chosen)
    context = {
        "part": PART,
        "activity": shown(activity),
        "form": form,
        "back": _address(key, chosen),
    }
    return render(request, "signups/editor/message.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page(*WRITERS)
def remove(request: HttpRequest, actor: Actor, key: UUID, pk: int) -> HttpResponse:
    """Asks once more, then takes the place back."""
    activity = queries.activity_of(actor, key)
    found = queries.person(actor, activity, pk) if activity else None
    if found is None or found.status not in ACTIVE:
        raise Http404
    if request.method == "POST":
        try:
            signing_up.remove(actor=actor, sign_up_id=found.pk)
        except NotPossible:
            messages.error(request, _("It has ended already."))
        else:
            messages.success(request, _("The place is free for the next."))
        return _back(key, found.occurrence)
    audit.record(actor, "sign_up.read", found)
    context = {
        "part": PART,
        "activity": shown(activity),
        "name": found.name,
        "back": _address(key, found.occurrence),
    }
    return render(request, "signups/editor/remove.html", context)


def _address(key: UUID, occurrence: Occurrence | None) -> str:
    query = f"?{urlencode({'date': occurrence.pk})}" if occurrence else ""
    return reverse("sign_up_lists:people", args=[key]) + query


def _back(key: UUID, occurrence: Occurrence | None) -> HttpResponse:
    return redirect(_address(key, occurrence))
