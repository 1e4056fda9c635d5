"""Doors of people who have an account."""

from allauth.account.adapter import get_adapter
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_GET, require_POST

from orgs.access import choose_organisation
from polku.base.middleware import WAY_BACK, used_second_factor


@login_required
@require_GET
def second_factor_required(request: HttpRequest) -> HttpResponse:
    """Explains why the doors stay shut, and leads to setting the second factor up.

    Who has one, yet signed in without it, is asked for it here; who has used it goes on.
    """
    if is_mfa_enabled(request.user):
        way_back = request.session.get(WAY_BACK) or get_adapter().get_login_redirect_url(request)
        if used_second_factor(request):
            return redirect(way_back)
        return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': way_back})}")
    return render(request, "desk/second_factor_required.html")


@login_required
@require_POST
def switch_organisation(request: HttpRequest, *, front: str = "desk:front") -> HttpResponse:
    """Act for another of one's own organisations; `front` names the view to go on at where the
    form does not say."""
    if not choose_organisation(request, request.POST.get("organisation", "")):
        raise Http404
    return redirect(way_on(request) or front)


def way_on(request: HttpRequest) -> str:
    """The address on this site at which a form wants to go on; empty where it names none."""
    address = request.POST.get("next", "")
    known = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()})
    return address if known else ""
