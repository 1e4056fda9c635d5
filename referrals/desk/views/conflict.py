"""When a referral has moved on while someone was reading it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from referrals.exchange.models import Referral
from referrals.exchange.services import Conflict

from ..forms.moves import MoveForm
from ..presentation.referral import shown_referral


def conflict(
    request: HttpRequest,
    referral: Referral,
    error: Conflict | None = None,
    form: MoveForm | None = None,
) -> HttpResponse:
    """409, with both versions and with what was typed, so that it need not be thought up anew."""
    context = {
        "referral": shown_referral(referral),
        "given": error.given if error else None,
        "current": referral.version,
        "typed": form.typed() if form and form.is_bound else [],
    }
    return render(request, "desk/conflict.html", context, status=409)
