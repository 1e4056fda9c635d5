"""One text in one language: how it stands, and what one can do about it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request

from orgs.queries import owner_of
from polku.content.translation.queries import places, providers, runs, words
from polku.content.translation.queries.places import Place
from polku.content.translation.states import BY_MACHINE, OUTDATED, State

from . import wording


@require_safe
def place(request: HttpRequest, key: UUID, language: str) -> HttpResponse:
    found = places.place(request.user, key, language)
    if found is None:
        raise Http404
    machine = _machine(found)
    context = {
        "place": found,
        "title": found.original.draft_title,
        "source": wording.language(found.original.locale.language_code),
        "target": wording.language(language),
        "short": wording.SHORT[found.state],
        "meaning": wording.MEANING[found.state],
        "since": wording.since(found.since),
        "wishes": wording.wishes(found.wishes),
        "actions": _actions(found, bool(machine) and not machine["budget"].none),
        # Nobody says that a text is right who has not read it.
        "opens_first": bool(found.page) and not (found.state in OUTDATED and found.translation),
        "machine": machine,
        "original_url": reverse("wagtailadmin_pages:edit", args=[found.original.pk]),
        "edit_url": reverse("wagtailadmin_pages:edit", args=[found.page.pk]) if found.page else "",
        "public_url": found.page.get_url() if found.page and found.page.live else "",
        "files_url": reverse("translation_exchange:files", args=[found.translation.pk])
        if found.translation
        else "",
        "back": get_valid_next_url_from_request(request) or reverse("translation_desk:table"),
    }
    return render(request, "translation/cms/desk/place.html", context)


def _actions(found: Place, machine_may: bool) -> list[dict]:
    """The first is what one usually does next, but where one has to read first. `opens`: the
    translation is opened after it."""
    actions = []
    if found.state == State.MISSING:
        actions.append(("start", _("Send to translation"), True))
    if found.state in OUTDATED and found.translation:
        actions.append(("update", _("Bring up to date"), True))
    if found.page and found.state in OUTDATED | BY_MACHINE:
        actions.append(("check", _("Mark as checked"), False))
    if found.state != State.ORIGINAL and machine_may and (found.translation or not found.page):
        actions.append(("machine", _("Translate by machine"), False))
    return [{"name": name, "label": label, "opens": opens} for name, label, opens in actions]


def _machine(found: Place) -> dict:
    """What is left for the machine, and what came of the last request; nothing where no service
    translates between the languages."""
    if not providers.provider_for(found.original.locale.language_code, found.language):
        return {}
    run = runs.last_run(found.translation) if found.translation else None
    return {"budget": words.budget_of(owner_of(found.original)), "told": run and runs.told(run)}
