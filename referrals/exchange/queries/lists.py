"""Which referrals an actor sees, and finding among them."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from activities.models import ActivityText
from orgs.access import Actor
from referrals.people.models import Person
from referrals.people.queries import SENSITIVE, matches
from referrals.people.rules import works_with_clients

from ..models import Referral
from ..states import Status
from .activities import with_titles


def visible_referrals(actor: Actor) -> QuerySet[Referral]:
    """The sender's workers see what their organisation drafted or sent, the receiver's what has
    reached it; nobody else sees anything."""
    if not works_with_clients(actor):
        return Referral.objects.none()
    return Referral.objects.filter(Q(sender=actor.organisation) | _reached(actor))


def _reached(actor: Actor) -> Q:
    return Q(receiver=actor.organisation, sent_at__isnull=False)


def referral_by_key(actor: Actor, key: UUID) -> Referral:
    """Raises Http404 alike for a referral that is missing and for one of others."""
    visible = visible_referrals(actor).select_related(
        "sender",
        "receiver",
        "activity",
        "share_set__consent",
        "share_set__person",
        "disclosure",
        "sender_case__person__municipality",
        "receiver_case__person",
        "responsible_worker",
    )
    found = with_titles(visible, "activity__").filter(key=key).first()
    if found is None:
        raise Http404
    return found


def inbox(actor: Actor, *, words: str = "", state: str = "") -> QuerySet[Referral]:
    """What others have sent to the actor's organisation, newest first.

    `words` finds by number, by the activity's title and, after acceptance, by the names of the
    organisation's own client; never by what only the sender knows.
    """
    found = visible_referrals(actor).filter(_reached(actor))
    found = _narrow(actor, found, words, state, own_person="receiver_case__person__")
    return _rows(found).order_by("-sent_at", "-pk")


def outbox(actor: Actor, *, words: str = "", state: str = "") -> QuerySet[Referral]:
    """What the actor's organisation has drafted or sent, newest first; `words` finds by number,
    by the activity's title and by the names of its own client."""
    found = visible_referrals(actor).filter(sender=actor.organisation)
    found = _narrow(actor, found, words, state, own_person="sender_case__person__")
    return _rows(found).order_by("-created_at", "-pk")


def of_client(actor: Actor, person: Person) -> QuerySet[Referral]:
    """The visible referrals of one of the organisation's own clients, newest first."""
    own = Q(sender=actor.organisation, sender_case__person=person) | Q(
        receiver=actor.organisation, receiver_case__person=person
    )
    found = visible_referrals(actor).filter(own).exclude(status=Status.ENTERED_IN_ERROR)
    return _rows(found).order_by("-created_at", "-pk")


def related_referrals(actor: Actor, referral: Referral) -> QuerySet[Referral]:
    """Those that it goes on from or that go on from it, which the actor sees, oldest first."""
    tied = Q(pk=referral.replaces_id) | Q(replaces=referral)
    return visible_referrals(actor).filter(tied).only("key").order_by("pk")


def _narrow(
    actor: Actor, found: QuerySet[Referral], words: str, state: str, *, own_person: str
) -> QuerySet[Referral]:
    # What should never have been is found only by who looks for it.
    found = found.filter(status=state) if state else found.exclude(status=Status.ENTERED_IN_ERROR)
    words = words.strip()
    if not words:
        return found
    titles = ActivityText.objects.filter(title__icontains=words).values("activity_id")
    condition = Q(activity__in=titles) | matches(actor, words, own_person)
    digits = words.upper().removeprefix("R-").lstrip("0")
    if digits.isdecimal() and len(digits) < 10:
        condition |= Q(pk=int(digits))
    return found.filter(condition)


def _rows(found: QuerySet[Referral]) -> QuerySet[Referral]:
    """What a row of a list shows, and nothing that would have to be decrypted, in a number of
    queries that does not grow with the list."""
    people = ("sender_case__person", "receiver_case__person")
    named = found.select_related("sender", "receiver", "activity", "disclosure", *people)
    unread = [f"{person}__{name}" for person in people for name in SENSITIVE]
    return with_titles(named.defer("purpose", "activity__schedules", *unread), "activity__")
