"""Doors of people who have an account."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_GET, require_POST

from .access import choose_organisation


@login_required
@require_GET
def second_factor_required(request: HttpRequest) -> HttpResponse:
    """Explains why the workspace stays shut, and leads to setting the second factor up.

    Who has one, yet signed in without it (it was just set up), is asked for it here.
    """
    if is_mfa_enabled(request.user):
        desk = urlencode({"next": settings.LOGIN_REDIRECT_URL})
        return redirect(f"{reverse('mfa_reauthenticate')}?{desk}")
    return render(request, "desk/second_factor_required.html")


@login_required
@require_POST
def switch_organisation(request: HttpRequest) -> HttpResponse:
    """Act for another of one's own organisations."""
    if not choose_organisation(request, request.POST.get("organisation", "")):
        raise Http404
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/desk/"
    return redirect(back)
