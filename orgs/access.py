"""The actor: a person acting for one organisation in certain roles. All rights begin here."""

from dataclasses import dataclass

from django.http import HttpRequest

from .models import Membership, Organisation, Role, User

SESSION_KEY = "organisation"
# The group of those who write and publish everywhere; see services.site_editors.
SITE_EDITORS = "Site editors"
# Who holds one of these sees clients of the organisation.
SEES_CLIENTS = frozenset({Role.WORKER, Role.MANAGER, Role.COORDINATOR, Role.AUDITOR})
WRITES = frozenset({Role.EDITOR, Role.PUBLISHER})


@dataclass(frozen=True)
class Actor:
    """Who acts, for whom, and as what. Every query and service of the workspace takes one."""

    user: User
    organisation: Organisation
    roles: frozenset[str]

    def has(self, *roles: Role) -> bool:
        """Whether the actor has at least one of the roles in their organisation."""
        return not self.roles.isdisjoint(roles)


def organisations_of(user: User) -> list[Organisation]:
    """The open organisations in which the user has any role, by name."""
    return list(
        Organisation.objects.filter(memberships__user=user, closed_on__isnull=True)
        .distinct()
        .order_by("name", "pk")
    )


def actor_for(user: User, organisation: Organisation) -> Actor | None:
    """The actor that the user is in an organisation; None where they have no role in it."""
    if not user.is_active or organisation.closed_on:
        return None
    roles = frozenset(
        Membership.objects.filter(user=user, organisation=organisation).values_list(
            "role", flat=True
        )
    )
    return Actor(user, organisation, roles) if roles else None


def actor_of(request: HttpRequest) -> Actor | None:
    """The actor of a request: the chosen organisation of the session, else the user's first.

    None for visitors and for accounts without any membership. Read anew on each request, so that
    a membership taken away ends at once.
    """
    if not hasattr(request, "_actor"):
        request._actor = _find_actor(request)
    return request._actor


def own_organisations(request: HttpRequest) -> list[Organisation]:
    """The open organisations of who asks, read once a request."""
    if not hasattr(request, "_organisations"):
        known = request.user.is_authenticated
        request._organisations = organisations_of(request.user) if known else []
    return request._organisations


def _find_actor(request: HttpRequest) -> Actor | None:
    organisations = own_organisations(request)
    if not organisations:
        return None
    chosen = request.session.get(SESSION_KEY)
    organisation = next((o for o in organisations if o.pk == chosen), organisations[0])
    return actor_for(request.user, organisation)


def choose_organisation(request: HttpRequest, key: str) -> bool:
    """Act for another of one's own organisations from now on; False where it is not one's own."""
    for organisation in organisations_of(request.user):
        if str(organisation.key) == key:
            request.session[SESSION_KEY] = organisation.pk
            return True
    return False


def is_site_editor(user: User) -> bool:
    return user.is_active and (user.is_superuser or user.groups.filter(name=SITE_EDITORS).exists())


def looks_after_the_site(user: User) -> bool:
    """The same people, by a right that each page of the editor has at hand: no query of its own."""
    return user.has_perm("orgs.change_organisation")


def roles_given_by(user: User, organisation: Organisation, *, to: str | None = None) -> list[Role]:
    """The roles that the user may give people in the organisation, and take from them; `to`: the
    address of the person, where it is known.

    A manager gives all of them. A site editor gives those that write, to anybody but themselves;
    and, where nobody sees clients yet, that of the first manager: later it would open other
    people's records.
    """
    if organisation.closed_on or not user.is_active:
        return []
    held = Membership.objects.filter(organisation=organisation)
    if user.is_superuser or held.filter(user=user, role=Role.MANAGER).exists():
        return list(Role)
    if not is_site_editor(user) or (to or "").lower() == user.email.lower():
        return []
    given = set(WRITES)
    if not held.filter(role__in=SEES_CLIENTS).exists():
        given.add(Role.MANAGER)
    return [role for role in Role if role in given]
