"""Preparing a referral; the other side sees nothing of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Unpack
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.models import Activity
from orgs.access import Actor
from orgs.models import Organisation
from polku.record import audit, outbox
from referrals.cases.models import Case
from referrals.cases.queries import current_case
from referrals.consent.models import Consent, LegalBasis, ShareSet
from referrals.consent.rules import MINIMUM
from referrals.consent.services import choose_share_set, record_consent
from referrals.people.models import Person
from referrals.people.queries import visible_people

from ..models import Referral, ReferralMove, Urgency
from ..queries import answer_due
from ..queries.content import CREATE
from ..rules import hindrance, may_refer
from ..states import ACTIVE, Status
from .moves import Asked, Conflict, lock, move, write_move


@dataclass(frozen=True)
class ConsentGiven:
    """How the client gave consent to the referral, where consent is its basis."""

    form: str
    language: str
    given_on: date
    expires_on: date | None = None


@transaction.atomic
def create_draft(
    *,
    actor: Actor,
    person: Person,
    activity: Activity,
    purpose: str = "",
    shared_fields: Collection[str] = MINIMUM,
    legal_basis: str = "",
    consent: ConsentGiven | None = None,
    urgency: str = Urgency.ROUTINE,
    answer_due_on: date | None = None,
    replaces: Referral | None = None,
    request_id: UUID | None = None,
    at: datetime | None = None,
) -> Referral:
    """A draft of a referral of one's own client to an activity of another organisation.

    `shared_fields`: codes of `SharedField`, the minimum by default. `answer_due_on`: by default
    what the rule of the day says. `replaces`: the ended one that it goes on from. The same
    `request_id` again returns the first draft.

    Raises Http404 (a client of others, or an organisation that does not refer) and ValidationError
    by field: no open case, the activity takes no referrals, the client is referred there already.
    """
    if not may_refer(actor):
        raise Http404
    if not visible_people(actor).filter(pk=person.pk).exists():
        raise Http404
    request_id = request_id or uuid4()
    at = at or timezone.now()
    made = ReferralMove.objects.filter(request_id=request_id, organisation=actor.organisation)
    if first := made.filter(verb=CREATE).select_related("referral").first():
        return first.referral
    case = current_case(actor, person)
    if case is None or case.status != Case.Status.OPEN:
        raise ValidationError(_("The client has no open case. Open a case first."))
    if sentence := hindrance(activity, actor.organisation):
        raise ValidationError({"activity": sentence})
    if Referral.objects.filter(sender_case=case, activity=activity, status__in=ACTIVE).exists():
        raise _referred_already()
    share_set = choose_share_set(
        actor=actor,
        person=person,
        fields=shared_fields,
        legal_basis=legal_basis,
        consent=_consent(actor, person, activity.organisation, legal_basis, consent, None, at),
    )
    referral = Referral(
        sender=actor.organisation,
        receiver=activity.organisation,
        activity=activity,
        sender_case=case,
        share_set=share_set,
        created_by=actor.user,
        created_at=at,
        purpose=purpose.strip(),
        urgency=urgency,
        answer_due_on=answer_due_on or answer_due(actor, timezone.localdate(at)),
        replaces=replaces,
    )
    try:
        with transaction.atomic():
            referral.save()
    except IntegrityError as error:  # another worker drafted the same at this moment
        raise _referred_already() from error
    write_move(referral, CREATE, actor=actor, source="", request_id=request_id, at=at)
    return referral


@transaction.atomic
def update_draft(
    *,
    actor: Actor,
    key: UUID,
    purpose: str,
    shared_fields: Collection[str],
    legal_basis: str,
    consent: ConsentGiven | None = None,
    urgency: str = Urgency.ROUTINE,
    answer_due_on: date | None = None,
    version: int | None = None,
    at: datetime | None = None,
) -> Referral:
    """Change a draft. Raises Http404, Conflict (another version, or sent already),
    ValidationError by field."""
    at = at or timezone.now()
    referral = lock(actor, key)
    if referral.sender_id != actor.organisation.pk:
        raise Http404
    if referral.status != Status.DRAFT or version not in (None, referral.version):
        raise Conflict(referral, version)
    share_set = referral.share_set
    choose_share_set(
        actor=actor,
        person=share_set.person,
        fields=shared_fields,
        legal_basis=legal_basis,
        consent=_consent(
            actor, share_set.person, referral.receiver, legal_basis, consent, share_set, at
        ),
        share_set=share_set,
    )
    referral.purpose = purpose.strip()
    referral.urgency = urgency
    referral.answer_due_on = answer_due_on
    referral.version += 1
    referral.save()
    audit.record(actor, "referral.update", referral, at=at)
    outbox.emit(
        "referral.update",
        organisation_id=actor.organisation.pk,
        facts={"referral_id": referral.pk},
        at=at,
    )
    return referral


def reopen(*, actor: Actor, key: UUID, comment: str, **asked: Unpack[Asked]) -> Referral:
    """Refer the client anew after a referral has ended: a draft with the same content, which that
    referral leads to. Consent is to be asked anew.

    Raises as `moves.move` does; ValidationError also as `create_draft` does.
    """

    def act(referral: Referral, at: datetime) -> None:
        basis = referral.share_set.legal_basis
        create_draft(
            actor=actor,
            person=referral.share_set.person,
            activity=referral.activity,
            purpose=referral.purpose,
            shared_fields=referral.share_set.fields,
            legal_basis="" if basis == LegalBasis.CONSENT else basis,
            urgency=referral.urgency,
            replaces=referral,
            at=at,
        )

    ended = move("reopen", actor=actor, key=key, act=act, comment=comment, **asked)
    return ended.replaced_by.latest("created_at")


def _consent(
    actor: Actor,
    person: Person,
    receiver: Organisation,
    legal_basis: str,
    given: ConsentGiven | None,
    share_set: ShareSet | None,
    at: datetime,
) -> Consent | None:
    """The consent of the draft; a new one is recorded where something else was written down."""
    if legal_basis != LegalBasis.CONSENT or given is None:
        return None
    known = share_set.consent if share_set else None
    if known and known.receiver_id == receiver.pk and given == consent_given(known):
        return known
    return record_consent(
        actor=actor,
        person=person,
        receiver=receiver,
        form=given.form,
        language=given.language,
        given_on=given.given_on,
        expires_on=given.expires_on,
        at=at,
    )


def consent_given(consent: Consent | None) -> ConsentGiven | None:
    """A recorded consent as a draft takes it."""
    if consent is None:
        return None
    return ConsentGiven(consent.form, consent.language, consent.given_on, consent.expires_on)


def _referred_already() -> ValidationError:
    return ValidationError(
        {
            "activity": _(
                "The client is referred to this activity already. Go on with that referral, or "
                "wait until it has ended."
            )
        }
    )
