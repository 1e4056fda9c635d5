"""Who works with clients, and what of a client may be shown."""

from orgs.access import Actor
from orgs.models import Role

from .models import Person

# What non-disclosure for personal safety (turvakielto) hides from everyone.
HIDDEN_BY_NON_DISCLOSURE = frozenset({"address", "municipality"})


def works_with_clients(actor: Actor) -> bool:
    """Coordinators, auditors and editors do not, nor does a superuser without a membership."""
    return actor.has(Role.WORKER, Role.MANAGER)


def may_show(person: Person, field: str) -> bool:
    """Whether the value of this field may be shown or sent to anyone."""
    return not (person.non_disclosure and field in HIDDEN_BY_NON_DISCLOSURE)
