"""Who sees figures."""

from orgs.access import Actor
from orgs.models import Role


def may_count(actor: Actor) -> bool:
    """Managers see their organisation's figures, coordinators those of their area."""
    return actor.has(Role.MANAGER, Role.COORDINATOR)
