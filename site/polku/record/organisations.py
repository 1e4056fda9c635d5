"""What happens to organisations goes into the record and, as an event, to whoever subscribed."""

from orgs.access import Actor
from orgs.happenings import Happening, register
from orgs.services import invitations, people

from .audit import record
from .models import OutboxEvent
from .outbox import emit, subscribe

_NOTICE = "organisation.notice"


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


@subscribe("organisation.invited")
def mail_invitation(event: OutboxEvent) -> None:
    invitations.send(event.facts["invitation"])


@subscribe("organisation.people_changed", "organisation.invited")
def address_notices(event: OutboxEvent) -> None:
    """Managers hear of each change of their people that they did not make themselves."""
    for user in people.managers(event.organisation_id).exclude(pk=event.facts["by"]):
        emit(
            _NOTICE,
            organisation_id=event.organisation_id,
            facts={"user_id": user.pk, "event_id": event.pk},
        )


@subscribe(_NOTICE)
def mail_notice(event: OutboxEvent) -> None:
    people.mail_change(event.facts["user_id"], event.organisation_id, notice=event.pk)
