"""Recording a consent, choosing what goes along, and letting it go."""

from collections.abc import Collection
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.access import Actor
from orgs.models import Organisation
from polku.record import audit, outbox
from referrals.people.models import Person
from referrals.people.queries import visible_people

from . import rules, snapshot
from .models import Consent, DisclosedSnapshot, Disclosure, ShareSet


@transaction.atomic
def record_consent(
    *,
    actor: Actor,
    person: Person,
    receiver: Organisation,
    form: str,
    language: str,
    given_on: date,
    expires_on: date | None = None,
    at: datetime | None = None,
) -> Consent:
    """Write down a consent as it was given. Raises Http404, ValidationError by field."""
    _own(actor, person)
    at = at or timezone.now()
    if given_on > timezone.localdate(at):
        raise ValidationError({"consent_given_on": _("The consent cannot be given in the future.")})
    if expires_on and expires_on < given_on:
        raise ValidationError(
            {"consent_expires_on": _("The consent cannot end before it was given.")}
        )
    consent = Consent(
        person=person,
        receiver=receiver,
        form=form,
        language=language,
        given_on=given_on,
        expires_on=expires_on,
        recorded_by=actor.user,
    )
    try:
        consent.clean_fields(exclude=["withdrawn_at"])
    except ValidationError as error:
        raise ValidationError(
            {f"consent_{name}": sentences for name, sentences in error.message_dict.items()}
        ) from error
    consent.save()
    audit.record(actor, "consent.record", consent, at=at)
    outbox.emit("consent.record", organisation_id=actor.organisation.pk, facts={}, at=at)
    return consent


def choose_share_set(
    *,
    actor: Actor,
    person: Person,
    fields: Collection[str],
    legal_basis: str = "",
    consent: Consent | None = None,
    share_set: ShareSet | None = None,
) -> ShareSet:
    """Make or change the share set of a draft, in whose transaction and record it is.

    Raises Http404, and ValidationError where something chosen may never go along.
    """
    _own(actor, person)
    if sentences := rules.forbidden(person, fields, legal_basis):
        raise ValidationError(sentences)
    share_set = share_set or ShareSet(person=person)
    share_set.fields = [field.value for field in rules.may_share(person) if field in fields]
    share_set.legal_basis = legal_basis
    share_set.consent = consent
    share_set.clean_fields(exclude=["consent", "fields"])
    share_set.save()
    return share_set


@transaction.atomic
def disclose(
    *, actor: Actor, share_set: ShareSet, receiver: Organisation, purpose: str, at: datetime
) -> Disclosure:
    """Let the chosen fields go to the receiver: the values into a snapshot, and the proof without
    them. Raises Http404, ValidationError by field."""
    person = share_set.person
    _own(actor, person)
    sentences = rules.forbidden(person, share_set.fields, share_set.legal_basis) or rules.missing(
        person=person,
        receiver=receiver,
        fields=share_set.fields,
        legal_basis=share_set.legal_basis,
        consent=share_set.consent,
        on=timezone.localdate(at),
    )
    if sentences:
        raise ValidationError(sentences)
    content = snapshot.build(person, share_set.fields, purpose)
    disclosure = Disclosure.objects.create(
        share_set=share_set,
        sender=actor.organisation,
        receiver=receiver,
        fields=list(content),
        legal_basis=share_set.legal_basis,
        at=at,
        by=actor.user,
    )
    DisclosedSnapshot.objects.create(disclosure=disclosure, content=content)
    audit.record(actor, "client.disclose", disclosure, at=at)
    outbox.emit(
        "client.disclose",
        organisation_id=actor.organisation.pk,
        facts={"receiver_id": receiver.pk, "legal_basis": share_set.legal_basis},
        at=at,
    )
    return disclosure


def _own(actor: Actor, person: Person) -> None:
    if not visible_people(actor).filter(pk=person.pk).exists():
        raise Http404
