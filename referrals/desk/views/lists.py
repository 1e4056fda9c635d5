"""Inbox and outbox, as pages and as files."""

from collections.abc import Callable

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from orgs.access import Actor
from polku.record import audit
from referrals.exchange import queries

from ..export import referrals_csv
from ..forms.filters import InboxFilter, ReferralFilter
from ..pages import page
from ..presentation.rows import referral_row

PAGE_LENGTH = 25


@require_GET
@page("inbox")
def inbox(request: HttpRequest, actor: Actor) -> HttpResponse:
    return _list(request, actor, "inbox", InboxFilter(request.GET), queries.inbox)


@require_GET
@page("outbox")
def outbox(request: HttpRequest, actor: Actor) -> HttpResponse:
    return _list(request, actor, "outbox", ReferralFilter(request.GET), queries.outbox)


@require_GET
@page("inbox_export")
def inbox_export(request: HttpRequest, actor: Actor) -> HttpResponse:
    return _export(actor, "inbox", InboxFilter(request.GET), queries.inbox)


@require_GET
@page("outbox_export")
def outbox_export(request: HttpRequest, actor: Actor) -> HttpResponse:
    return _export(actor, "outbox", ReferralFilter(request.GET), queries.outbox)


def _list(
    request: HttpRequest, actor: Actor, name: str, form: ReferralFilter, find: Callable
) -> HttpResponse:
    chosen = form.chosen()
    page_obj = Paginator(_found(actor, chosen, find), PAGE_LENGTH).get_page(request.GET.get("page"))
    rows = [referral_row(actor, referral) for referral in page_obj]
    verb = "referral.search" if chosen["q"] else "referral.list"
    audit.record(actor, verb, count=len(rows))
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return render(
        request,
        f"desk/{name}.html",
        {
            "form": form,
            "rows": rows,
            "count": page_obj.paginator.count,
            "page_obj": page_obj,
            "export_url": reverse(f"desk:{name}_export") + query,
        },
    )


def _export(actor: Actor, name: str, form: ReferralFilter, find: Callable) -> HttpResponse:
    rows = [referral_row(actor, referral) for referral in _found(actor, form.chosen(), find)]
    audit.record(actor, "referral.export", count=len(rows))
    return referrals_csv(name, rows)


def _found(actor: Actor, chosen: dict, find: Callable) -> QuerySet:
    return find(actor, words=chosen["q"], state=chosen["state"])
