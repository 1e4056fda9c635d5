"""One referral: reading it, and its moves."""

from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from orgs.access import Actor
from polku.record import audit
from referrals.exchange import queries, services
from referrals.exchange.models import Referral
from referrals.exchange.rules import may_make, side_of
from referrals.exchange.states import MOVES, Side, Status

from ..forms.fields import add_sentences
from ..forms.moves import FORMS, MoveForm
from ..pages import page
from ..presentation.referral import (
    available_moves,
    client_link,
    facts,
    related,
    shown_referral,
    shown_reports,
    timeline,
    trail,
)
from .conflict import conflict


@require_GET
@page("referral_detail")
def referral_detail(request: HttpRequest, actor: Actor, key: UUID) -> HttpResponse:
    """The receiver's first look is the move `receive`, which the sender sees."""
    referral = queries.referral_by_key(actor, key)
    if side_of(actor, referral) == Side.RECEIVER and referral.status == Status.REQUESTED:
        referral = _open(actor, key)
    audit.record(actor, "referral.read", referral)
    is_own_draft = referral.status == Status.DRAFT
    context = {
        "referral": shown_referral(referral),
        "facts": facts(actor, referral),
        "client": client_link(actor, referral),
        "related": related(actor, referral),
        "moves": timeline(actor, referral),
        "available_moves": available_moves(actor, referral),
        "reports": shown_reports(actor, referral),
        "trail": trail(actor, referral),
        "edit_url": reverse("desk:referral_edit", args=[key]) if is_own_draft else "",
    }
    return render(request, "desk/referral_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page("referral_move")
def referral_move(request: HttpRequest, actor: Actor, key: UUID, verb: str) -> HttpResponse:
    """The form of one move, and the move itself. The other side's moves do not exist here."""
    referral = queries.referral_by_key(actor, key)
    move = MOVES.get(verb)
    if move is None or not may_make(actor, move, referral):
        raise Http404
    form = FORMS[verb](request.POST or None, actor=actor, referral=referral)
    if request.method == "POST" and form.is_valid():
        try:
            moved = getattr(services, verb)(actor=actor, key=key, **form.cleaned_data)
        except services.Conflict as error:
            return conflict(request, queries.referral_by_key(actor, key), error, form)
        except ValidationError as error:
            add_sentences(form, error)
        else:
            messages.success(request, _("Recorded: {move}.").format(move=move.done))
            return redirect("desk:referral_detail", key=moved.key)
    elif move not in queries.possible_moves(actor, referral):
        return conflict(request, referral, form=form)
    audit.record(actor, "referral.read", referral)
    return _move_page(request, actor, referral, verb, form)


def _move_page(
    request: HttpRequest, actor: Actor, referral: Referral, verb: str, form: MoveForm
) -> HttpResponse:
    move = MOVES[verb]
    context = {
        "referral": shown_referral(referral),
        "facts": facts(actor, referral),
        "move": {
            "verb": verb,
            "label": move.label,
            "definition": move.definition,
            "form": form,
            "url": reverse("desk:referral_move", args=[referral.key, verb]),
        },
    }
    return render(request, "desk/move.html", context)


def _open(actor: Actor, key: UUID) -> Referral:
    """A colleague who opened it at the same moment has made the move for both."""
    with suppress(services.Conflict):
        services.receive(actor=actor, key=key)
    return queries.referral_by_key(actor, key)
