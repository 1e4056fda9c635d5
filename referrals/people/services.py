"""Writing down clients."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from stdnum.fi import hetu

from orgs.access import Actor
from polku.base.encryption import blind_index
from polku.record import audit, outbox

from .models import Person
from .queries import visible_people, with_identity_code
from .rules import works_with_clients

# What a worker writes; the rest follows from it or from who wrote.
DETAILS = (
    "given_name",
    "family_name",
    "birth_date",
    "language",
    "municipality",
    "identity_code",
    "phone",
    "email",
    "address",
    "non_disclosure",
)


@transaction.atomic
def register_person(*, actor: Actor, at: datetime | None = None, **details) -> Person:
    """A new client, held and controlled by the actor's organisation. `details`: any of `DETAILS`.

    Raises ValidationError, by field, with sentences for the worker.
    """
    if not works_with_clients(actor):
        raise Http404
    at = at or timezone.now()
    person = Person(controller=actor.organisation, holder=actor.organisation, created_by=actor.user)
    _write(actor, person, details)
    Person.objects.filter(pk=person.pk).update(created_at=at)
    person.created_at = at
    audit.record(actor, "client.register", person, at=at)
    outbox.emit("client.register", organisation_id=actor.organisation.pk, facts={}, at=at)
    return person


@transaction.atomic
def update_person(*, actor: Actor, key: UUID, at: datetime | None = None, **details) -> Person:
    """Change some of `DETAILS` of a client. Raises Http404, ValidationError."""
    person = visible_people(actor).select_for_update().filter(key=key).first()
    if person is None:
        raise Http404
    _write(actor, person, details)
    audit.record(actor, "client.update", person, at=at)
    outbox.emit("client.update", organisation_id=actor.organisation.pk, facts={}, at=at)
    return person


def _write(actor: Actor, person: Person, details: dict) -> None:
    unknown = details.keys() - set(DETAILS)
    if unknown:
        raise TypeError(f"No details of a client: {', '.join(sorted(unknown))}")
    for name, value in details.items():
        setattr(person, name, value)
    person.identity_code = hetu.compact(person.identity_code) if person.identity_code else ""
    person.identity_code_index = (
        blind_index(person.holder_id, person.identity_code) if person.identity_code else ""
    )
    # One index a holder: the sentence comes before the database's constraint.
    same = with_identity_code(actor, person.identity_code)
    if same is not None and same.pk != person.pk:
        raise _identity_code_taken()
    person.full_clean(exclude=["controller", "holder", "created_by"], validate_constraints=False)
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:  # someone else wrote the same code at this moment
        raise _identity_code_taken() from error


def _identity_code_taken() -> ValidationError:
    sentence = _(
        "Your organisation already has a client with this personal identity code. Search for the "
        "client by it."
    )
    return ValidationError({"identity_code": sentence})
