"""Writing one activity in the plain form."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.models import Revision

from activities.forms.my_activity import ActivityForm
from activities.forms.my_times import Times, with_one_more
from activities.models import ActivityPage
from activities.services import places, writing
from orgs.access import Actor
from orgs.editors_door import WRITERS, page
from orgs.views.drafts import mended
from polku.base import kept_forms, languages

from .doors import of_activity
from .presentation import of_draft, of_form

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@page(*WRITERS)
def new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A new activity, in one of the languages of the site."""
    choices = places.languages_to_write(actor)
    asked = request.POST.get("written_in") or request.GET.get("written_in", "")
    language = asked if asked in choices else (choices or [""])[0]
    if not language:
        raise Http404
    draft = places.new_page(actor, language)
    return _Writing(request, actor, draft, language=language).answer()


@require_http_methods(METHODS)
@of_activity
def edit(request: HttpRequest, actor: Actor, draft: ActivityPage) -> HttpResponse:
    """The latest draft; what was typed over an older one is held against that one."""
    if not draft.permissions_for_user(actor.user).can_edit():
        raise Http404
    if not writing.may_edit(actor.user, draft):
        return _held(request, actor, draft)
    return _Writing(request, actor, _as_seen(request, draft)).answer()


@require_POST
@page(*WRITERS)
def times_in_words(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What the times that stand in a form will say, while they are typed; nothing is kept."""
    lines = Times(request.POST, ActivityPage()).said
    return render(request, "editor/activities/times_in_words.html", {"lines": lines})


def _held(request: HttpRequest, actor: Actor, draft: ActivityPage) -> HttpResponse:
    """Nobody changes what approvers read, or what somebody has locked. What was typed meanwhile is
    there again once the activity was taken back."""
    if kept_forms.keep(request):
        messages.warning(
            request,
            _("It cannot be changed now. What you wrote is kept: take the activity back first."),
        )
        return redirect("my_activities:edit", key=draft.translation_key)
    return render(request, "editor/activities/held.html", of_draft(actor, draft))


def _as_seen(request: HttpRequest, draft: ActivityPage) -> ActivityPage:
    """The draft that the writer had before them."""
    seen = request.POST.get("seen", "")
    if not seen.isdecimal() or int(seen) == draft.latest_revision_id:
        return draft
    revision: Revision | None = draft.revisions.filter(pk=int(seen)).first()
    return revision.as_object() if revision else draft


_OF_PLACE = ("attendance", "municipality")


class _Writing:
    """One turn of the form: what is shown, or what was sent and what becomes of it."""

    def __init__(self, request: HttpRequest, actor: Actor, draft: ActivityPage, language: str = ""):
        self.request = request
        self.actor = actor
        self.draft = draft
        # Of a new activity only.
        self.language = language
        self.action = request.POST.get("action", "")
        self.kept = None if request.method == "POST" else kept_forms.take(request)
        self._fill(request.POST if request.method == "POST" else self.kept)

    def _fill(self, data) -> None:
        if data is not None and self.action in ("add-times", "add-changes"):
            data = with_one_more(data, self.action.removeprefix("add-"))
        self.form = ActivityForm(
            data, self.request.FILES or None, instance=self.draft, actor=self.actor
        )
        self.times = Times(data, self.draft)

    def answer(self) -> HttpResponse:
        if self.request.method != "POST":
            return self._show()
        # The times go into the page first, so that it is checked with them.
        times_fit = self.times.is_valid()
        if times_fit:
            self.times.apply()
        fits = self.form.is_valid() and times_fit
        if fits:
            place = {name: self.form.cleaned_data.get(name) for name in _OF_PLACE}
            fits = self.times.fit_the_place(**place)
        self.form.keep_picture()
        if self.action.startswith("add-"):
            return self._show(checked=False)
        if fits and self.action in ("publish", "submit"):
            fits = self.form.require()
        if not fits:
            return self._show()
        try:
            self._save()
        except writing.Conflict as conflict:
            return self._show_conflict(conflict)
        except writing.NotAllowed:
            self.form.add_error(
                None, _("You may not do this now. Save the draft, and ask the other editors.")
            )
        except ValidationError as error:
            self.form.add_error(None, error.messages)
        else:
            return self._lead_on()
        return self._show()

    @transaction.atomic
    def _save(self) -> None:
        user, draft = self.actor.user, self.draft
        if self.action in ("publish", "submit"):
            draft.is_minor_edit = self.form.cleaned_data["is_minor_edit"]
        if self.language:
            writing.create(user, draft, parent=places.parent_in(self.actor, self.language))
        else:
            writing.save_draft(user, draft, seen=self.form.cleaned_data["seen"])
        writing.call_mended(user, draft, mended(self.request.POST))
        if self.action == "publish":
            writing.publish(user, draft, seen=draft.latest_revision_id)
        elif self.action == "submit":
            writing.submit(user, draft, seen=draft.latest_revision_id)

    def _lead_on(self) -> HttpResponse:
        key = self.draft.translation_key
        match self.action:
            case "publish":
                messages.success(self.request, _("It is published. Everybody can see it now."))
                return redirect("my_activities:list")
            case "submit":
                messages.success(
                    self.request,
                    _(
                        "It is sent. You get a mail when it is published, or when something is to "
                        "be mended."
                    ),
                )
                return redirect("my_activities:list")
            case "preview":
                return redirect("my_activities:preview", key=key)
        messages.success(self.request, _("The draft is saved. Only your organisation sees it."))
        return redirect("my_activities:edit", key=key)

    def _show_conflict(self, conflict: writing.Conflict) -> HttpResponse:
        """Both versions; saving once more is a choice that the writer makes knowing the other."""
        current = conflict.current
        typed = self.request.POST.copy()
        typed["seen"] = str(current.latest_revision_id or "")
        if cover := self.form.data.get("cover"):
            typed["cover"] = cover
        self.draft = current
        self._fill(typed)
        differences = self.form.differences(current)
        return self._show(
            status=409,
            conflict={
                "by": conflict.revision.user if conflict.revision else None,
                "at": conflict.revision.created_at if conflict.revision else None,
                "differences": differences,
            },
        )

    def _show(self, *, status: int = 200, checked: bool = True, **more) -> HttpResponse:
        context = of_form(self.actor, self.draft, self.form, self.times, checked=checked) | {
            "was_kept": self.kept is not None,
            "languages_to_write": [
                {"code": code, "name": languages.own_name(code)}
                for code in (places.languages_to_write(self.actor) if self.language else [])
            ],
            "written_in": self.language,
            **more,
        }
        return render(self.request, "editor/activities/form.html", context, status=status)
