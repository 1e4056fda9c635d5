"""The clients of one's own organisation."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from orgs.access import Actor
from polku.record import audit
from referrals.cases.queries import clients, current_case, notes
from referrals.cases.services import add_note, register_client
from referrals.exchange.queries import of_client
from referrals.exchange.rules import may_refer
from referrals.people.models import Person
from referrals.people.queries import person_by_key
from referrals.people.services import update_person

from ..forms.clients import ClientForm, NoteForm
from ..forms.fields import add_sentences
from ..forms.filters import ClientFilter
from ..pages import page
from ..presentation.client import shown_client
from ..presentation.rows import client_row, referral_row
from .lists import PAGE_LENGTH


@require_GET
@page("client_list")
def client_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    form = ClientFilter(request.GET)
    words = form.chosen()["q"]
    page_obj = Paginator(clients(actor, words), PAGE_LENGTH).get_page(request.GET.get("page"))
    rows = [client_row(person) for person in page_obj]
    audit.record(actor, "client.search" if words else "client.list", count=len(rows))
    context = {
        "form": form,
        "rows": rows,
        "count": page_obj.paginator.count,
        "page_obj": page_obj,
        "can_add": True,
        "add_url": reverse("desk:client_new"),
    }
    return render(request, "desk/client_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page("client_new")
def client_new(request: HttpRequest, actor: Actor) -> HttpResponse:
    form = ClientForm(request.POST or None, actor=actor)
    if request.method == "POST" and form.is_valid():
        try:
            case = register_client(actor=actor, **form.details())
        except ValidationError as error:
            add_sentences(form, error)
        else:
            messages.success(request, _("The client has been added."))
            return redirect("desk:client_detail", key=case.person.key)
    context = {"form": form, "person": None, "cancel_url": reverse("desk:client_list")}
    return render(request, "desk/client_form.html", context)


@require_GET
@page("client_detail")
def client_detail(request: HttpRequest, actor: Actor, key: UUID) -> HttpResponse:
    person = person_by_key(actor, key)
    return _client_page(request, actor, person, NoteForm())


@require_POST
@page("client_notes")
def client_notes(request: HttpRequest, actor: Actor, key: UUID) -> HttpResponse:
    """Adds a note to the client's case."""
    person = person_by_key(actor, key)
    case = current_case(actor, person)
    if case is None:
        raise Http404
    form = NoteForm(request.POST)
    if form.is_valid():
        try:
            add_note(actor=actor, case=case, text=form.cleaned_data["text"])
        except ValidationError as error:
            add_sentences(form, error)
        else:
            messages.success(request, _("The note has been added."))
            return redirect("desk:client_detail", key=key)
    return _client_page(request, actor, person, form)


@require_http_methods(["GET", "HEAD", "POST"])
@page("client_edit")
def client_edit(request: HttpRequest, actor: Actor, key: UUID) -> HttpResponse:
    person = person_by_key(actor, key)
    shown = shown_client(person)
    form = ClientForm(request.POST or None, actor=actor, instance=person)
    if request.method == "POST" and form.is_valid():
        try:
            update_person(actor=actor, key=key, **form.details())
        except ValidationError as error:
            add_sentences(form, error)
        else:
            messages.success(request, _("The changes have been saved."))
            return redirect(shown.url)
    audit.record(actor, "client.read", person)
    context = {"form": form, "person": shown, "cancel_url": shown.url}
    return render(request, "desk/client_form.html", context)


def _client_page(
    request: HttpRequest, actor: Actor, person: Person, note_form: NoteForm
) -> HttpResponse:
    case = current_case(actor, person)
    rows = [referral_row(actor, referral) for referral in of_client(actor, person)]
    audit.record(actor, "client.read", person)
    shown = shown_client(person)
    can_refer = may_refer(actor) and case is not None and case.closed_on is None
    context = {
        "person": shown,
        "facts": shown.facts,
        "case": case,
        "referrals": rows,
        "can_refer": can_refer,
        "refer_url": reverse("desk:client_refer", args=[person.key]),
        "edit_url": reverse("desk:client_edit", args=[person.key]),
        "notes": notes(actor, person),
        "note_form": note_form if case else None,
        "note_url": reverse("desk:client_notes", args=[person.key]),
    }
    return render(request, "desk/client_detail.html", context)
