"""The organisation's own page in the plain form."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page

from orgs.access import Actor, choose_organisation
from orgs.editors_door import WRITERS, actors_of, page
from orgs.forms.our_page import OurContactForm, OurPageForm
from orgs.models import ContactCard, OrganisationPage
from orgs.services import own_page, writing
from polku.base import kept_forms
from polku.base.publication import State, state_of

from .drafts import comments, mended, of_draft


def _of_organisation(view: Callable) -> Callable:
    """Decorator of a view `(request, actor, draft)`: the address names the organisation, so that a
    form never ends up with another one of the same person."""

    @page(*WRITERS)
    @wraps(view)
    def found(request: HttpRequest, actor: Actor, key: UUID) -> HttpResponse:
        if actor.organisation.key != key:
            return _of_another_organisation(request, key)
        draft = own_page.page_of(actor)
        if draft is None:
            raise Http404
        try:
            return view(request, actor, draft)
        except writing.NotAllowed:
            raise Http404 from None

    return found


def _of_another_organisation(request: HttpRequest, key: UUID) -> HttpResponse:
    """A link of a mail leads to whichever of one's organisations: act for it."""
    for actor in actors_of(request) if request.method == "GET" else ():
        if actor.organisation.key == key and not WRITERS.isdisjoint(actor.roles):
            choose_organisation(request, str(key))
            return redirect(request.get_full_path())
    raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
@page(*WRITERS)
def begin(request: HttpRequest, actor: Actor) -> HttpResponse:
    """To the page of one's organisation; where there is none yet, it is begun here."""
    if own_page.page_of(actor) is None:
        if request.method != "POST":
            return render(request, "editor/our_page/begin.html")
        try:
            own_page.begin(actor)
        except Page.DoesNotExist:
            messages.error(
                request,
                _(
                    "The site has no page in the language of your organisation yet. Ask the "
                    "editors of the site."
                ),
            )
            return redirect("editor:our_page_front")
    return redirect("editor:our_page", key=actor.organisation.key)


@require_safe
@_of_organisation
def preview(request: HttpRequest, actor: Actor, draft: OrganisationPage) -> HttpResponse:
    """The draft as the public would see it, with a way back."""
    way_back = reverse("editor:our_page", args=[actor.organisation.key])
    return draft.make_preview_request(request, draft.default_preview_mode, {"way_back": way_back})


@require_http_methods(["GET", "HEAD", "POST"])
@_of_organisation
def edit(request: HttpRequest, actor: Actor, draft: OrganisationPage) -> HttpResponse:
    """The latest draft. While approvers read it, it can be taken back, and is not changed."""
    if not draft.permissions_for_user(actor.user).can_edit():
        raise Http404
    if request.POST.get("action") == "withdraw":
        writing.withdraw(actor.user, draft)
        messages.success(request, _("You took it back. Change it, and send it again."))
        return redirect("editor:our_page", key=actor.organisation.key)
    if not writing.may_edit(actor.user, draft):
        if kept_forms.keep(request):
            messages.warning(
                request,
                _("It cannot be changed now. What you wrote is kept: take the page back first."),
            )
            return redirect("editor:our_page", key=actor.organisation.key)
        return render(request, "editor/our_page/held.html", _shown(actor, draft))
    return _Writing(request, actor, draft).answer()


def _shown(actor: Actor, draft: OrganisationPage) -> dict:
    user, key = actor.user, actor.organisation.key
    may_publish = writing.may_publish(user, draft)
    return of_draft(user, draft) | {
        "page": draft,
        "part": "editor:our_page_front",
        "preview_url": reverse("editor:our_page_preview", args=[key]),
        "may_withdraw": writing.may_withdraw(user, draft),
        "public_url": draft.get_url() if draft.live else "",
        "has_changes": draft.live and draft.has_unpublished_changes,
        "is_public": state_of(draft) == State.PUBLISHED,
        "may_publish": may_publish,
        "may_submit": not may_publish and writing.may_submit(user, draft),
    }


class _Writing:
    """One turn of the form: what is shown, or what was sent and what becomes of it."""

    def __init__(self, request: HttpRequest, actor: Actor, draft: OrganisationPage):
        self.request = request
        self.actor = actor
        self.draft = draft
        self.action = request.POST.get("action", "")
        self.kept = None if request.method == "POST" else kept_forms.take(request)
        self._fill(request.POST if request.method == "POST" else self.kept)

    def _fill(self, data) -> None:
        self.form = OurPageForm(data, instance=self.draft, actor=self.actor)
        self.contact = OurContactForm(data, instance=self._card(), prefix="contact")

    def _card(self) -> ContactCard:
        organisation = self.actor.organisation
        return own_page.card_on(self.draft) or ContactCard(
            organisation=organisation,
            language=self.draft.language,
            name=organisation.name[:120],
            phone=organisation.contact_phone,
            email=organisation.contact_email,
        )

    def answer(self) -> HttpResponse:
        if self.request.method != "POST":
            return self._show()
        fits = all([self.form.is_valid(), self.contact.is_valid()])
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
        own_page.save(self.actor, draft, self.contact.card, seen=self.form.cleaned_data.get("seen"))
        writing.call_mended(user, draft, mended(self.request.POST))
        if self.action == "publish":
            writing.publish(user, draft, seen=draft.latest_revision_id)
        elif self.action == "submit":
            writing.submit(user, draft, seen=draft.latest_revision_id)

    def _lead_on(self) -> HttpResponse:
        key = self.actor.organisation.key
        match self.action:
            case "publish":
                said = _("It is published. Everybody can see it now.")
            case "submit":
                said = _(
                    "It is sent. You get a mail when it is published, or when something is to be "
                    "mended."
                )
            case "preview":
                return redirect("editor:our_page_preview", key=key)
            case _other:
                said = _("The draft is saved. Only your organisation sees it.")
        messages.success(self.request, said)
        return redirect("editor:our_page", key=key)

    def _show_conflict(self, conflict: writing.Conflict) -> HttpResponse:
        """Both versions; saving once more is a choice that the writer makes knowing the other."""
        typed = self.request.POST.copy()
        typed["seen"] = str(conflict.current.latest_revision_id or "")
        self.draft = conflict.current
        self._fill(typed)
        return self._show(
            status=409,
            conflict={
                "by": conflict.revision.user if conflict.revision else None,
                "at": conflict.revision.created_at if conflict.revision else None,
                "differences": self.form.differences(conflict.current, self.actor),
            },
        )

    def _show(self, *, status: int = 200, **more) -> HttpResponse:
        was_sent = self.request.method == "POST"
        context = _shown(self.actor, self.draft) | {
            "form": self.form,
            "comments": comments(self.draft, self.form),
            "contact": self.contact,
            "errors": self._errors() if was_sent else [],
            "was_kept": self.kept is not None,
            "kept_blocks": self.form.kept_blocks,
            **more,
        }
        return render(self.request, "editor/our_page/form.html", context, status=status)

    def _errors(self) -> list[tuple]:
        """What is wrong, each with the field where it is."""
        return [
            (form[name] if name in form.fields else None, sentence)
            for form in (self.form, self.contact)
            for name, sentences in form.errors.items()
            for sentence in sentences
        ]
