"""Accepting an invitation, in the language in which it was written.

The link brings its secret once; from then on the session knows the invitation by its digest, so
that no address with a secret in it reaches a log, a bookmark or another page.
"""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.core.internal import ratelimit
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from orgs.access import SEES_CLIENTS, Actor, actor_for
from orgs.editors_door import INSIDE
from orgs.forms.invitations import AccountForm
from orgs.forms.roles import MEANINGS
from orgs.models import Invitation, Role, User
from orgs.services import invitations
from polku.base import languages

_DIGEST = "invitation"
_LATER = "later"
_RATES = {"link": "60/m/ip", "answer": "20/m/ip"}


@never_cache
@csrf_exempt
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Where the mail leads. It answers every call with the way on, since Django writes the address
    of each refusal into the log."""
    if not _is_patient(request, "link", limit_get=True):
        return redirect(f"{reverse('invitation')}?{_LATER}")
    request.session[_DIGEST] = invitations.digest_of(token)
    return redirect("invitation")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest) -> HttpResponse:
    """Who invites, to what, and what is needed to begin. A link that cannot be used any more is
    answered alike, whatever the reason."""
    if _LATER in request.GET or not _is_patient(request, "answer"):
        return ratelimit.respond_429(request)
    found = invitations.find(request.session.get(_DIGEST, ""))
    if found is None:
        return render(request, "account/invitation_over.html", status=410)
    with translation.override(languages.interface(found.language)):
        response = _answer(request, found)
    response.headers["Content-Language"] = found.language
    return response


def _is_patient(request: HttpRequest, action: str, **options) -> bool:
    used = ratelimit.consume(request, app="orgs", action=action, config=_RATES, **options)
    return used is not None


def _answer(request: HttpRequest, found: Invitation) -> HttpResponse:
    account = invitations.account_of(found)
    if account is None:
        return _make_account(request, found)
    if not request.user.is_authenticated:
        return _show(request, found, step="sign_in", sign_in=_sign_in())
    if request.user != account:
        if request.method == "POST":
            return _change_person(request)
        return _show(request, found, step="other_person", person=request.user.email)
    if request.method == "POST":
        return _accept(request, found, account)
    return _show(request, found, step="accept")


def _make_account(request: HttpRequest, found: Invitation) -> HttpResponse:
    if request.user.is_authenticated:
        if request.method == "POST" and "sign_out" in request.POST:
            return _change_person(request)
        return _show(request, found, step="other_person", person=request.user.email)
    form = AccountForm(request.POST if request.method == "POST" else None, invitation=found)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"invitation": found}
        given.pop("again")
        try:
            user = invitations.make_account(**given)
        except ValidationError:
            return redirect("invitation")
        request.session.pop(_DIGEST, None)
        # The password was typed just now: it is not asked for again before the second factor.
        record_authentication(
            request, user, method="password", email=user.email, reauthenticated=True
        )
        return perform_login(
            request, user, email_verification="none", redirect_url=_door(user, found)
        )
    return _show(request, found, step="account", form=form)


def _accept(request: HttpRequest, found: Invitation, account: User) -> HttpResponse:
    try:
        invitations.accept(invitation=found, user=account)
    except (ValidationError, PermissionDenied):
        return redirect("invitation")
    request.session.pop(_DIGEST, None)
    return redirect(_door(account, found))


def _change_person(request: HttpRequest) -> HttpResponse:
    """Sign out and keep the invitation."""
    digest = request.session.get(_DIGEST, "")
    logout(request)
    request.session[_DIGEST] = digest
    return redirect("invitation")


def _door(user: User, found: Invitation) -> str:
    """Those who write begin at the editors' door; the gate asks for a second factor first."""
    actor: Actor | None = actor_for(user, found.organisation)
    roles = actor.roles if actor else frozenset()
    if not roles.isdisjoint(INSIDE) and roles.isdisjoint(SEES_CLIENTS - {Role.MANAGER}):
        return reverse("editor:front")
    return reverse("desk:front")


def _sign_in() -> str:
    return f"{reverse('account_login')}?{urlencode({'next': reverse('invitation')})}"


def _show(request: HttpRequest, found: Invitation, *, step: str, **more) -> HttpResponse:
    context = {
        "organisation": found.organisation.name,
        "inviter": str(found.invited_by) if found.invited_by else "",
        "email": found.email,
        "roles": [MEANINGS[Role(role)] for role in found.roles],
        "step": step,
    }
    return render(request, "account/invitation.html", context | more)
