"""Opening and closing cases, and writing notes."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.access import Actor
from orgs.models import User
from polku.record import audit, outbox
from referrals.people.models import Person
from referrals.people.queries import visible_people
from referrals.people.rules import works_with_clients
from referrals.people.services import register_person

from .models import Case, Note
from .queries import visible_cases, workers


@transaction.atomic
def register_client(
    *,
    actor: Actor,
    responsible_worker: User | None = None,
    at: datetime | None = None,
    **details,
) -> Case:
    """A new person and the open case of the actor's organisation with them, both or neither.

    `details` as in people.services.register_person, whose errors it raises.
    """
    person = register_person(actor=actor, at=at, **details)
    return open_case(
        actor=actor, person=person, responsible_worker=responsible_worker or actor.user, at=at
    )


@transaction.atomic
def open_case(
    *,
    actor: Actor,
    person: Person,
    responsible_worker: User | None = None,
    at: datetime | None = None,
) -> Case:
    """Begin to work with one of one's own clients; a client has one open case at a time.

    Raises Http404, ValidationError.
    """
    person = visible_people(actor).select_for_update().filter(pk=person.pk).first()
    if person is None:
        raise Http404
    if Case.objects.filter(person=person, status=Case.Status.OPEN).exists():
        raise ValidationError(_("The client has an open case already. Go on with that one."))
    check_worker(actor, responsible_worker)
    at = at or timezone.now()
    case = Case.objects.create(
        person=person,
        controller=person.controller,
        holder=person.holder,
        responsible_worker=responsible_worker,
        opened_on=timezone.localdate(at),
    )
    audit.record(actor, "case.open", case, at=at)
    _tell("case.open", case, at)
    return case


@transaction.atomic
def close_case(*, actor: Actor, key: UUID, at: datetime | None = None) -> Case:
    """End the work. A case that is closed already stays as it is. Raises Http404."""
    case = visible_cases(actor).select_for_update().filter(key=key).first()
    if case is None:
        raise Http404
    if case.status == Case.Status.CLOSED:
        return case
    at = at or timezone.now()
    case.status = Case.Status.CLOSED
    case.closed_on = timezone.localdate(at)
    case.save(update_fields=["status", "closed_on"])
    audit.record(actor, "case.close", case, at=at)
    _tell("case.close", case, at)
    return case


@transaction.atomic
def add_note(*, actor: Actor, case: Case, text: str, at: datetime | None = None) -> Note:
    """Write something down on a case of one's own organisation. Raises Http404, ValidationError."""
    if not works_with_clients(actor):
        raise Http404
    case = visible_cases(actor).filter(pk=case.pk).first()
    if case is None:
        raise Http404
    if not text.strip():
        raise ValidationError({"text": _("Write the note first.")})
    at = at or timezone.now()
    note = Note.objects.create(case=case, author=actor.user, text=text.strip(), written_at=at)
    audit.record(actor, "note.add", note, at=at)
    _tell("note.add", case, at)
    return note


def check_worker(actor: Actor, worker: User | None) -> None:
    """Raises ValidationError unless the worker works with clients in the actor's organisation."""
    if worker is not None and not workers(actor).filter(pk=worker.pk).exists():
        raise ValidationError(
            {"responsible_worker": _("Choose a worker or manager of your own organisation.")}
        )


def _tell(kind: str, case: Case, at: datetime) -> None:
    outbox.emit(
        kind,
        organisation_id=case.holder_id,
        facts={"case_number": str(case.statistics_number)},
        at=at,
    )
