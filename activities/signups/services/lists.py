"""What an organiser does with the whole list."""

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from activities.models import Occurrence
from activities.signups.models import Gathering, Message, Presence, SignUp
from activities.signups.states import ACTIVE, Mark, Status
from orgs.access import Actor
from polku.record import audit, outbox

from . import mails


@transaction.atomic
def mark(
    *, actor: Actor, gathering: Gathering, occurrence: Occurrence, marks: dict[int, str]
) -> int:
    """Write down who was there on a date, by the number of the sign-up; an empty mark takes one
    away. Returns the number of people marked. Who has no place there is left out."""
    _check(actor, gathering)
    people = gathering.sign_ups().filter(pk__in=marks, status=Status.CONFIRMED)
    given = {one.pk: marks[one.pk] for one in people if marks[one.pk] in (*Mark.values, "")}
    Presence.objects.filter(
        occurrence=occurrence, sign_up__in=[pk for pk, said in given.items() if not said]
    ).delete()
    Presence.objects.bulk_create(
        [
            Presence(sign_up_id=pk, occurrence=occurrence, mark=said)
            for pk, said in given.items()
            if said
        ],
        update_conflicts=True,
        unique_fields=["sign_up", "occurrence"],
        update_fields=["mark"],
    )
    audit.record(actor, "sign_up.mark", occurrence, count=len(given))
    return len(given)


@transaction.atomic
def write_to_all(*, actor: Actor, gathering: Gathering, text: str) -> int:
    """A message to all who signed up: it stands on each one's own page, and who gave an address is
    told of it by mail. Returns the number of those who are told."""
    _check(actor, gathering)
    now = timezone.now()
    message = Message.objects.create(
        activity=gathering.activity,
        occurrence=gathering.occurrence,
        text=text,
        sent_at=now,
        sent_by=actor.user,
    )
    people = list(gathering.sign_ups().filter(status__in=ACTIVE))
    for one in people:
        mails.tell(one, "message")
    audit.record(actor, "sign_up.message", message, count=len(people), at=now)
    outbox.emit(
        "sign_up.message",
        organisation_id=actor.organisation.pk,
        facts={"activity": gathering.activity.pk, "people": len(people)},
        at=now,
    )
    return sum(one.contact_kind == SignUp.ContactKind.EMAIL for one in people)


def _check(actor: Actor, gathering: Gathering) -> None:
    if gathering.activity.organisation_id != actor.organisation.pk:
        raise Http404
