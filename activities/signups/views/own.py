"""One's own sign-up, by its code."""

from contextlib import suppress

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from activities.queries import When
from activities.signups.forms.sign_up import CodeForm
from activities.signups.models import Gathering, SignUp
from activities.signups.queries import own as queries
from activities.signups.services import signing_up
from activities.signups.services.moves import NotPossible
from activities.signups.states import ACTIVE, Status
from polku.base import limits

from .activity import shown

# In ACCOUNT_RATE_LIMITS of the settings: codes that nobody has.
LIMIT = "sign_up_code"


@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Asks for the code that somebody has on paper."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and form.is_valid():
        found = queries.by_code(form.cleaned_data["code"])
        if found is not None:
            return redirect("signups:own", code=found.code)
        if limits.within(request, LIMIT):
            form.add_error("code", _("We do not know this code. Look at each sign of it."))
        else:
            status = 429
            form.add_error("code", _("Too many codes were tried. Try again in an hour."))
    return render(request, "signups/code.html", {"form": form}, status=status)


@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, code: str) -> HttpResponse:
    """Where one stands. A place that is kept is taken by a press of the button: mail programs open
    links by themselves."""
    found = _found(code)
    if request.method == "POST":
        try:
            signing_up.accept(sign_up_id=found.pk)
        except NotPossible:
            messages.error(request, _("This place is not kept for you any more."))
        return redirect("signups:own", code=found.code)
    return _page(request, found, "signups/own.html")


@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Asks once more, then gives the place to the next."""
    found = _found(code)
    if found.status not in ACTIVE:
        return redirect("signups:own", code=found.code)
    if request.method == "POST":
        with suppress(NotPossible):  # it has ended meanwhile, and the page says so
            signing_up.cancel(sign_up_id=found.pk)
        return redirect("signups:own", code=found.code)
    return _page(request, found, "signups/cancel.html")


def _found(code: str) -> SignUp:
    found = queries.by_code(code)
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, found: SignUp, template: str) -> HttpResponse:
    now = timezone.now()
    gathering = Gathering(found.activity, found.occurrence)
    ends = found.occurrence.ends_at if found.occurrence else None
    is_over = ends is not None and ends <= now
    context = {
        "activity": shown(found.activity),
        "when": When.of(found.occurrence) if found.occurrence else None,
        "place": found.occurrence.place if found.occurrence else "",
        "status": found.status,
        "is_off": gathering.is_off,
        "is_over": is_over,
        "name": found.name,
        "places": found.places,
        "position": queries.position(found),
        "reply_by": found.reply_by and timezone.localtime(found.reply_by),
        "code": found.code,
        "has_mail": found.contact_kind == SignUp.ContactKind.EMAIL,
        "messages_of_organiser": queries.messages_for(found),
        "may_cancel": found.status in ACTIVE and not is_over,
        "may_accept": found.status == Status.OFFERED and found.reply_by > now,
    }
    response = render(request, template, context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
