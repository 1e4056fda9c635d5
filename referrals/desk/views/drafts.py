"""Preparing a referral: which activity, then what goes along, on what basis."""

from uuid import UUID, uuid5

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from activities.models import Activity
from orgs.access import Actor
from polku.record import audit
from referrals.exchange import queries, services
from referrals.exchange.models import Referral
from referrals.exchange.rules import may_refer, side_of
from referrals.exchange.states import Side, Status
from referrals.people.models import Person
from referrals.people.queries import person_by_key

from ..forms.fields import add_sentences
from ..forms.filters import ActivityFilter
from ..forms.referrals import ReferralForm
from ..pages import page
from ..presentation.client import shown_client
from ..presentation.rows import activity_row
from .conflict import conflict
from .lists import PAGE_LENGTH


@require_GET
@page("client_refer")
def choose_activity(request: HttpRequest, actor: Actor, key: UUID) -> HttpResponse:
    """Among the activities that take referrals."""
    person = _client_to_refer(actor, key)
    form = ActivityFilter(request.GET, actor=actor)
    chosen = form.chosen()
    found = queries.taking_referrals(actor, words=chosen.pop("q"), **chosen)
    page_obj = Paginator(found, PAGE_LENGTH).get_page(request.GET.get("page"))
    rows = [
        activity_row(
            activity,
            reverse("desk:referral_new", args=[person.key, activity.translation_key]),
            person.language,
        )
        for activity in page_obj
    ]
    audit.record(actor, "client.read", person)
    context = {
        "person": shown_client(person),
        "form": form,
        "rows": rows,
        "count": page_obj.paginator.count,
        "page_obj": page_obj,
    }
    return render(request, "desk/activity_choice.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page("referral_new")
def referral_new(request: HttpRequest, actor: Actor, key: UUID, activity: UUID) -> HttpResponse:
    person = _client_to_refer(actor, key)
    chosen = queries.activity_by_key(actor, activity)
    form = ReferralForm(request.POST or None, actor=actor, person=person)

    def save() -> Referral:
        return services.create_draft(
            actor=actor,
            person=person,
            activity=chosen,
            request_id=form.cleaned_data["request_id"],
            **form.contents(),
        )

    return _prepare(request, actor, person, chosen, form, save, shown_client(person).url)


@require_http_methods(["GET", "HEAD", "POST"])
@page("referral_edit")
def referral_edit(request: HttpRequest, actor: Actor, key: UUID) -> HttpResponse:
    referral = queries.referral_by_key(actor, key)
    if side_of(actor, referral) != Side.SENDER:
        raise Http404
    person = referral.sender_case.person
    form = ReferralForm(request.POST or None, actor=actor, person=person, draft=referral)
    if referral.status != Status.DRAFT:
        if form.is_valid() and queries.was_made(actor, referral, _sending_id(form)):
            return redirect("desk:referral_detail", key=key)  # the same form came twice
        return conflict(request, referral)

    def save() -> Referral:
        return services.update_draft(
            actor=actor, key=key, version=form.cleaned_data["version"], **form.contents()
        )

    back = reverse("desk:referral_detail", args=[key])
    return _prepare(request, actor, person, referral.activity, form, save, back)


def _prepare(
    request: HttpRequest,
    actor: Actor,
    person: Person,
    activity: Activity,
    form: ReferralForm,
    save,
    cancel_url: str,
) -> HttpResponse:
    """Show the form with its preview, or save what was written, and send it if so asked."""
    action = request.POST.get("action", "")
    if request.method == "POST" and form.is_valid() and action in {"save", "send"}:
        try:
            with transaction.atomic():
                referral = save()
                if action == "send":
                    _send(actor, referral, form)
        except services.Conflict as error:
            return conflict(request, error.referral, error)
        except ValidationError as error:
            add_sentences(form, error)
        else:
            done = _("The referral has been sent.") if action == "send" else _("Draft saved.")
            messages.success(request, done)
            return redirect("desk:referral_detail", key=referral.key)
    values = form.cleaned_data if form.is_bound and hasattr(form, "cleaned_data") else form.initial
    preview = queries.preview(
        actor, person, values.get("shared_fields") or [], values.get("purpose") or ""
    )
    audit.record(actor, "client.read", person)
    context = {
        "form": form,
        "person": shown_client(person),
        "activity": activity_row(activity, ""),
        "preview": preview,
        "cancel_url": cancel_url,
    }
    return render(request, "desk/referral_form.html", context)


def _send(actor: Actor, referral: Referral, form: ReferralForm) -> None:
    services.send(actor=actor, key=referral.key, request_id=_sending_id(form))


def _sending_id(form: ReferralForm) -> UUID:
    """The form's id names the draft; that of sending it follows from it."""
    return uuid5(form.cleaned_data["request_id"], "send")


def _client_to_refer(actor: Actor, key: UUID) -> Person:
    if not may_refer(actor):
        raise Http404
    return person_by_key(actor, key)
