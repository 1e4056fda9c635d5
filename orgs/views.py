"""Doors of people who have an account."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from .access import choose_organisation


@login_required
@require_GET
def second_factor_required(request: HttpRequest) -> HttpResponse:
    """Explains why the workspace stays shut, and leads to setting the second factor up."""
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
