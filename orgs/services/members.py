"""Changing what people are in an organisation."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from orgs.access import roles_given_by
from orgs.happenings import tell
from orgs.models import Membership, Organisation, Role, User

from .organisations import add_member, remove_member


@transaction.atomic
def set_roles(*, organisation: Organisation, user: User, roles: Iterable[str], by: User) -> None:
    """Let the user have exactly these roles in the organisation; none removes them from it.

    Raises PermissionDenied where `by` may not give or take one of the roles that change, and
    ValidationError where nobody would be left who invites and removes people.
    """
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    held = set(
        Membership.objects.filter(organisation=organisation, user=user).values_list(
            "role", flat=True
        )
    )
    wanted = set(roles)
    if not (held ^ wanted) <= set(roles_given_by(by, organisation, to=user.email)):
        raise PermissionDenied
    if Role.MANAGER in held - wanted and _is_last_manager(user, organisation):
        raise ValidationError(
            _(
                "This is the only manager: without one nobody could invite people. Make "
                "somebody else a manager first."
            ),
            code="last_manager",
        )
    for role in wanted - held:
        add_member(organisation=organisation, user=user, role=role, by=by)
    for role in held - wanted:
        remove_member(organisation=organisation, user=user, role=role, by=by)
    if held != wanted:
        tell("organisation.people_changed", organisation, by=by, subject=user)


def _is_last_manager(user: User, organisation: Organisation) -> bool:
    others = Membership.objects.filter(
        organisation=organisation, role=Role.MANAGER, user__is_active=True
    )
    return not others.exclude(user=user).exists()
