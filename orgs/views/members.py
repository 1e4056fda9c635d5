"""The people of an organisation, for its managers."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from orgs import editors_door
from orgs.access import Actor, actor_for, roles_given_by
from orgs.forms.invitations import InviteForm
from orgs.forms.members import MemberForm
from orgs.models import Invitation, Role
from orgs.queries import people
from orgs.services import invitations
from orgs.services.members import set_roles

_MANAGERS = editors_door.page(Role.MANAGER)


@require_safe
@_MANAGERS
def members(request: HttpRequest, actor: Actor) -> HttpResponse:
    context = {
        "members": [
            {
                "pk": one.user.pk,
                "name": str(one.user),
                "email": one.user.email,
                "roles": [role.label for role in one.roles],
                "is_oneself": one.user == actor.user,
            }
            for one in people.members(actor)
        ],
        "invitations": [
            {
                "key": one.key,
                "email": one.email,
                "roles": [Role(role).label for role in one.roles],
                "expires_at": one.expires_at,
                "is_over": one.is_over,
            }
            for one in people.waiting_invitations(actor)
        ],
    }
    return render(request, "editor/members/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@_MANAGERS
def invite(request: HttpRequest, actor: Actor) -> HttpResponse:
    form = InviteForm(
        _sent(request),
        roles=roles_given_by(actor.user, actor.organisation),
        initial={"language": request.LANGUAGE_CODE, "roles": [Role.EDITOR]},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = invitations.invite(
                organisation=actor.organisation, by=actor.user, **form.cleaned_data
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request, _("The invitation is on its way to %(address)s.") % {"address": made.email}
            )
            return redirect("editor:members")
    return render(request, "editor/members/invite.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@_MANAGERS
def member(request: HttpRequest, actor: Actor, pk: int) -> HttpResponse:
    """Changes the roles of one person."""
    found = _member(actor, pk)
    form = MemberForm(
        _sent(request),
        roles=roles_given_by(actor.user, actor.organisation),
        initial={"roles": [role.value for role in found.roles]},
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and _change(form, actor, found, form.cleaned_data["roles"])
    ):
        messages.success(
            request, _("The roles of %(person)s are changed.") % {"person": found.user}
        )
        return _back(actor)
    context = {"form": form, "person": str(found.user), "pk": pk}
    return render(request, "editor/members/member.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@_MANAGERS
def remove(request: HttpRequest, actor: Actor, pk: int) -> HttpResponse:
    """Asks once more, then takes all roles away."""
    found = _member(actor, pk)
    form = MemberForm(_sent(request), roles=())
    form.fields.clear()
    if request.method == "POST" and form.is_valid() and _change(form, actor, found, ()):
        messages.success(request, _("%(person)s is removed.") % {"person": found.user})
        return _back(actor)
    context = {"form": form, "person": str(found.user), "pk": pk}
    return render(request, "editor/members/remove.html", context)


@require_POST
@_MANAGERS
def resend(request: HttpRequest, actor: Actor, key: UUID) -> HttpResponse:
    invitation = _invitation(actor, key)
    invitations.resend(invitation=invitation, by=actor.user)
    messages.success(
        request, _("The invitation is on its way to %(address)s.") % {"address": invitation.email}
    )
    return redirect("editor:members")


@require_POST
@_MANAGERS
def revoke(request: HttpRequest, actor: Actor, key: UUID) -> HttpResponse:
    invitations.revoke(invitation=_invitation(actor, key), by=actor.user)
    messages.success(request, _("The invitation is taken back: its link works no more."))
    return redirect("editor:members")


def _sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, even where no box was ticked."""
    return request.POST if request.method == "POST" else None


def _member(actor: Actor, pk: int) -> people.Member:
    found = people.member(actor, pk)
    if found is None:
        raise Http404
    return found


def _invitation(actor: Actor, key: UUID) -> Invitation:
    found = people.waiting_invitation(actor, key)
    if found is None:
        raise Http404
    return found


def _change(form: MemberForm, actor: Actor, found: people.Member, roles) -> bool:
    try:
        set_roles(organisation=actor.organisation, user=found.user, roles=roles, by=actor.user)
    except ValidationError as error:
        form.add_error(None, error)
    except PermissionDenied:
        raise Http404 from None
    return form.is_valid()


def _back(actor: Actor) -> HttpResponse:
    """Who gave their own management away has no business on this page any more."""
    now = actor_for(actor.user, actor.organisation)
    if now is not None and now.has(Role.MANAGER):
        return redirect("editor:members")
    return redirect("editor:front" if now and now.has(*editors_door.WRITERS) else "desk:front")
