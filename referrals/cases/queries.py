"""Cases of one's own organisation; nobody sees another's."""

from django.db.models import Prefetch, QuerySet

from orgs.access import Actor
from orgs.models import Role, User
from referrals.people.models import Person
from referrals.people.queries import BY_NAME, SENSITIVE, matches, visible_people
from referrals.people.rules import works_with_clients

from .models import Case, Note


def visible_cases(actor: Actor) -> QuerySet[Case]:
    """The cases whose data the actor's organisation holds."""
    if not works_with_clients(actor):
        return Case.objects.none()
    return Case.objects.filter(holder=actor.organisation)


def current_case(actor: Actor, person: Person) -> Case | None:
    """The person's open case, else the one closed last."""
    cases = visible_cases(actor).filter(person=person).select_related("responsible_worker")
    return cases.order_by("-status", "-opened_on", "-pk").first()


def clients(actor: Actor, words: str = "") -> QuerySet[Person]:
    """Visible clients by name, each with its cases, newest first, in `.known_cases`."""
    cases = visible_cases(actor).select_related("responsible_worker")
    return (
        visible_people(actor)
        .filter(matches(actor, words))
        .defer(*SENSITIVE)
        .order_by(*BY_NAME)
        .prefetch_related(
            Prefetch(
                "cases",
                queryset=cases.order_by("-status", "-opened_on", "-pk"),
                to_attr="known_cases",
            )
        )
    )


def notes(actor: Actor, person: Person) -> QuerySet[Note]:
    """All notes on the person's cases, newest first."""
    return (
        Note.objects.filter(case__in=visible_cases(actor), case__person=person)
        .select_related("author")
        .order_by("-written_at", "-pk")
    )


def workers(actor: Actor) -> QuerySet[User]:
    """The people of the actor's organisation who can be responsible for a client."""
    if not works_with_clients(actor):
        return User.objects.none()
    return (
        User.objects.filter(
            is_active=True,
            memberships__organisation=actor.organisation,
            memberships__role__in=[Role.WORKER, Role.MANAGER],
        )
        .distinct()
        .order_by("last_name", "first_name", "email")
    )
