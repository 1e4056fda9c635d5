"""What is asked for at the desk, and the sentence that says what became of it."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request

from polku.base import languages
from polku.content.translation.queries.desk import SHOWN
from polku.content.translation.services import desk, exchange
from polku.content.translation.services.desk import Outcome

SEND = "send"
# Titles of what was refused for one reason; more are counted.
NAMED = 5


@require_POST
def perform(request: HttpRequest) -> HttpResponse:
    """`page`: keys of texts; `language`; `action`: one of `desk.ACTIONS` or `send` with a `form`;
    `opens`: go on to the translation, where it is one."""
    action, language = request.POST.get("action", ""), request.POST.get("language", "")
    keys = _keys(request)
    if action not in desk.ACTIONS and action != SEND:
        raise Http404
    if not keys or language not in languages.offered():
        _ask(request, keys)
        return _back(request)
    if action == SEND:
        return _send(request, keys, language)
    outcome = desk.perform(user=request.user, action=action, keys=keys, language=language)
    if outcome.unknown == len(keys):
        raise Http404
    if outcome.done:
        messages.success(request, _DONE[action](len(outcome.done)) % _numbers(outcome, language))
    _tell_refused(request, outcome)
    if "opens" in request.POST and len(keys) == len(outcome.done) == 1:
        page = desk.page_now(request.user, keys[0], language)
        return redirect("wagtailadmin_pages:edit", page.pk) if page else _back(request)
    return _back(request)


def _keys(request: HttpRequest) -> list[UUID]:
    try:
        return [UUID(key) for key in dict.fromkeys(request.POST.getlist("page")[:SHOWN])]
    except ValueError:
        raise Http404 from None


def _ask(request: HttpRequest, keys: list[UUID]) -> None:
    messages.warning(
        request,
        _("Choose a language first.") if keys else _("Tick the pages first."),
    )


def _send(request: HttpRequest, keys: list[UUID], language: str) -> HttpResponse:
    translations, outcome = desk.to_send(user=request.user, keys=keys, language=language)
    if outcome.unknown == len(keys):
        raise Http404
    # Read on the next page, since what comes now is a file.
    _tell_refused(request, outcome)
    if not translations:
        return _back(request)
    try:
        sent = exchange.send_out(
            user=request.user, keys=translations, form=request.POST.get("form", "")
        )
    except exchange.NotFound:
        raise Http404 from None
    messages.success(request, _sent(len(translations)) % _numbers(outcome, language))
    return HttpResponse(
        sent.data,
        content_type=sent.media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{sent.name}"',
            "X-Content-Type-Options": "nosniff",
        },
    )


def _tell_refused(request: HttpRequest, outcome: Outcome) -> None:
    for reason, titles in outcome.refused.items():
        said = _("Not done for %(titles)s: %(reason)s")
        messages.warning(request, said % {"titles": _named(titles), "reason": reason})
    if outcome.unknown:
        said = ngettext(
            "%(number)d of the pages is not there any more.",
            "%(number)d of the pages are not there any more.",
            outcome.unknown,
        )
        messages.warning(request, said % {"number": outcome.unknown})


def _named(titles: list[str]) -> str:
    named = ", ".join(f"“{title}”" for title in titles[:NAMED])
    more = len(titles) - NAMED
    if more <= 0:
        return named
    said = ngettext("%(titles)s and %(more)d more", "%(titles)s and %(more)d more", more)
    return said % {"titles": named, "more": more}


def _numbers(outcome: Outcome, language: str) -> dict:
    return {
        "number": len(outcome.done),
        "language": languages.name_in(language, get_language() or "en"),
        "title": (outcome.done[0].page or outcome.done[0].original).draft_title,
    }


# The form for one is that for 21 as well in some languages: what names a single page is a message
# of its own.


def _started(number: int) -> str:
    if number == 1:
        return _("“%(title)s” waits for its translator now (%(language)s).")
    return ngettext(
        "%(number)d page waits for its translator now (%(language)s).",
        "%(number)d pages wait for their translator now (%(language)s).",
        number,
    )


def _updated(number: int) -> str:
    if number == 1:
        return _(
            "The translation of “%(title)s” has the new words before it (%(language)s). Translate "
            "what is new, then publish it."
        )
    return ngettext(
        "%(number)d translation has the new words before it (%(language)s). Translate what is new, "
        "then publish it.",
        "%(number)d translations have the new words before them (%(language)s). Translate what is "
        "new, then publish them.",
        number,
    )


def _asked(number: int) -> str:
    if number == 1:
        return _(
            "The machine translates “%(title)s” now (%(language)s). Read it before you trust it."
        )
    return ngettext(
        "The machine translates %(number)d page now (%(language)s). Read it before you trust it.",
        "The machine translates %(number)d pages now (%(language)s). Read them before you trust "
        "them.",
        number,
    )


def _checked(number: int) -> str:
    if number == 1:
        return _("“%(title)s” is marked as checked (%(language)s).")
    return ngettext(
        "%(number)d page is marked as checked (%(language)s).",
        "%(number)d pages are marked as checked (%(language)s).",
        number,
    )


def _sent(number: int) -> str:
    if number == 1:
        return _("“%(title)s” was sent out as a file (%(language)s).")
    return ngettext(
        "%(number)d page was sent out as a file (%(language)s).",
        "%(number)d pages were sent out as files (%(language)s).",
        number,
    )


_DONE: dict[str, Callable[[int], str]] = {
    "start": _started,
    "update": _updated,
    "machine": _asked,
    "check": _checked,
}


def _back(request: HttpRequest) -> HttpResponse:
    return redirect(get_valid_next_url_from_request(request) or reverse("translation_desk:table"))
