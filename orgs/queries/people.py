"""Who works in an organisation, for those who manage it."""

from dataclasses import dataclass

from django.utils import timezone

from orgs.access import Actor, roles_given_by
from orgs.models import Invitation, Organisation, Role, User


@dataclass(frozen=True)
class Member:
    """A person of the organisation and their roles in it, in the order of `Role`."""

    user: User
    roles: list[Role]


def members(actor: Actor) -> list[Member]:
    """The people of the actor's organisation by name; empty for those who do not manage it."""
    if not actor.has(Role.MANAGER):
        return []
    roles: dict[User, list[str]] = {}
    held = actor.organisation.memberships.select_related("user")
    for membership in held.order_by("user__last_name", "user__first_name", "user__email"):
        roles.setdefault(membership.user, []).append(membership.role)
    return [Member(user, [role for role in Role if role in held]) for user, held in roles.items()]


def member(actor: Actor, pk: int) -> Member | None:
    """One of them, None where there is none of this key."""
    return next((one for one in members(actor) if one.user.pk == pk), None)


def waiting_invitations(actor: Actor) -> list[Invitation]:
    """Invitations to the actor's organisation that nobody has accepted or taken back, the newest
    first; `is_over` says that the time has run out."""
    return _waiting(actor.organisation) if actor.has(Role.MANAGER) else []


def waiting_invitation(actor: Actor, key) -> Invitation | None:
    return next((one for one in waiting_invitations(actor) if one.key == key), None)


def invitations_waiting_at(organisation: Organisation, user: User) -> list[Invitation]:
    """The same for whoever invites people to the organisation without belonging to it; only those
    to roles that they may give."""
    may_give = set(roles_given_by(user, organisation))
    return [one for one in _waiting(organisation) if may_give.issuperset(one.roles)]


def _waiting(organisation: Organisation) -> list[Invitation]:
    found = Invitation.objects.filter(
        organisation=organisation, accepted_at__isnull=True, revoked_at__isnull=True
    )
    invitations = list(found.select_related("organisation"))
    for invitation in invitations:
        invitation.is_over = not invitation.is_open(timezone.now())
    return invitations
