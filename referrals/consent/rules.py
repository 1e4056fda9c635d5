"""What may go along with a referral, and on what basis. Each rule answers with the sentences that
tell the worker what to do, by the name of the field; an empty answer is a yes."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from orgs.models import Organisation
from referrals.people.models import Person
from referrals.people.rules import may_show

from .models import Consent, LegalBasis, SharedField

BY_LAW = frozenset({LegalBasis.INTEGRATION_ACT, LegalBasis.EMPLOYMENT_ACT})
# What a new referral begins with: the least with which a receiver can answer.
MINIMUM = (SharedField.LANGUAGE, SharedField.PURPOSE)

Sentences = dict[str, list[str]]


def may_share(person: Person) -> list[SharedField]:
    """The fields that can be chosen at all for this person."""
    return [field for field in SharedField if may_show(person, field.value)]


def forbidden(person: Person, fields: Collection[str], legal_basis: str) -> Sentences:
    """What may not be chosen, not even in a draft."""
    sentences: Sentences = defaultdict(list)
    if set(fields) - {field.value for field in may_share(person)}:
        sentences["shared_fields"].append(
            _(
                "The client has non-disclosure for personal safety: address and municipality "
                "never go along. Take them out."
            )
        )
    if SharedField.IDENTITY_CODE in fields and legal_basis == LegalBasis.CONSENT:
        sentences["shared_fields"].append(
            _(
                "The personal identity code goes along only when a law is the basis. Take it out "
                "or choose another basis."
            )
        )
    return sentences


def missing(
    *,
    person: Person,
    receiver: Organisation,
    fields: Collection[str],
    legal_basis: str,
    consent: Consent | None,
    on: date,
) -> Sentences:
    """What is wanting before anything may leave on this day."""
    sentences: Sentences = defaultdict(list)
    if not fields:
        sentences["shared_fields"].append(_("Choose what goes along to the organisation."))
    if not legal_basis:
        sentences["legal_basis"].append(_("Choose on what basis the information may be sent."))
    if legal_basis == LegalBasis.CONSENT and not covers(consent, person, receiver, on):
        sentences["consent_given_on"].append(
            _(
                "Ask the client for consent to this organisation, and write down how and when it "
                "was given. It must be valid today."
            )
        )
    return sentences


def covers(consent: Consent | None, person: Person, receiver: Organisation, on: date) -> bool:
    """Whether the consent is this person's, to this receiver, given, not ended, not withdrawn."""
    return (
        consent is not None
        and consent.person_id == person.pk
        and consent.receiver_id == receiver.pk
        and consent.withdrawn_at is None
        and consent.given_on <= on
        and (consent.expires_on is None or consent.expires_on >= on)
    )
