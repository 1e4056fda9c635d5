"""What happens to organisations goes into the record and, as an event, to whoever subscribed."""

from orgs.access import Actor
from orgs.happenings import Happening, register

from .audit import record
from .outbox import emit


@register
def note(happening: Happening) -> None:
    """One audit entry and one event; site editors and the system act for no organisation, yet the
    entry names the one that it is about."""
    organisation, by = happening.organisation, happening.by
    actor = Actor(by, organisation, frozenset()) if by else None
    record(actor, happening.verb, happening.subject or organisation)
    emit(
        happening.verb,
        organisation_id=organisation.pk,
        facts=happening.facts | {"by": by.pk if by else None},
    )
