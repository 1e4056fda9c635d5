"""Signing up for an activity."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from activities.models import Activity, Occurrence
from activities.signups.forms.sign_up import SignUpForm
from activities.signups.queries import offered
from activities.signups.rules import Refusal
from activities.signups.services import signing_up
from polku.base import limits
from polku.base.templatetags.presentation import clock, day

from .activity import shown

# In ACCOUNT_RATE_LIMITS of the settings.
LIMIT, LIMIT_OF_ALL = "sign_up", "sign_ups"
SENTENCES = {
    Refusal.NOT_HERE: gettext_lazy("Nobody can sign up for this any more."),
    Refusal.OFF: gettext_lazy("The organiser has cancelled this."),
    Refusal.NOT_YET: gettext_lazy("The sign-up has not begun yet."),
    Refusal.OVER: gettext_lazy("The sign-up is over."),
    Refusal.FULL: gettext_lazy("All places are taken, and there is no waiting list."),
    Refusal.TOO_MANY: gettext_lazy(
        "There are not so many places at all. Sign up with fewer people, or ask the organiser."
    ),
}


@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest, key: UUID) -> HttpResponse:
    """The form; who signed up is led to their own page, so that loading it again sends nothing
    twice."""
    activity = offered.activity(key)
    if activity is None:
        raise Http404
    now = timezone.now()
    wanted = request.GET.get("date", "")
    wanted = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 18 else None
    dates = offered.dates(activity, now, wanted) if activity.is_signed_up_by_date else []
    form = SignUpForm(
        request.POST if request.method == "POST" else None,
        activity=activity,
        dates=dates,
        questions=offered.questions(activity),
        labels={one.pk: _label(one, activity.sign_up_waiting_list) for one in dates},
        reader=get_language(),
        initial={"date": wanted or next((one.pk for one in dates if not one.refusal), None)},
    )
    if request.method == "POST" and form.is_valid():
        if not (limits.within(request, LIMIT, key) and limits.within(request, LIMIT_OF_ALL)):
            form.add_error(
                None,
                _(
                    "Many people have signed up from your network in a short time. What you wrote "
                    "is still here: send it again in an hour."
                ),
            )
            return _page(request, activity, form, dates, status=429)
        try:
            made = signing_up.sign_up(
                activity_id=activity.pk, language=get_language(), **form.given()
            )
        except signing_up.Refused as refused:
            form.add_error(None, SENTENCES[refused.reason])
        except (Activity.DoesNotExist, Occurrence.DoesNotExist):
            raise Http404 from None
        else:
            return redirect("signups:own", code=made.code)
    return _page(request, activity, form, dates)


def _page(request, activity, form, dates, status: int = 200) -> HttpResponse:
    closed, is_full = offered.standing(activity, dates, timezone.now())
    context = {
        "activity": shown(activity),
        "form": form,
        "closed": SENTENCES[closed] if closed else "",
        "opens_on": activity.sign_up_from if closed == Refusal.NOT_YET else None,
        "left": activity.places_left,
        "is_full": is_full,
        "kept_days": settings.POLKU_SIGN_UPS_KEPT_DAYS,
    }
    return render(request, "signups/sign_up.html", context, status=status)


def _label(choice: offered.Choice, has_waiting_list: bool) -> str:
    """One date in words, with the places that are left."""
    when = choice.when
    hours = "" if when.is_all_day else f" \u2066{clock(when.starts)}–{clock(when.ends)}\u2069"
    words = f"{day(when.starts)}{hours}"
    if choice.left is None:
        return words
    if choice.left == 0:
        said = _("full, waiting list") if has_waiting_list else _("full")
    else:
        said = ngettext("%(number)s place left", "%(number)s places left", choice.left) % {
            "number": choice.left
        }
    return f"{words} – {said}"
