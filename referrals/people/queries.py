"""Finding clients inside one's own organisation; nobody finds anyone elsewhere."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone
from stdnum.fi import hetu

from orgs.access import Actor
from orgs.models import Area, AreaKind
from polku.base.encryption import blind_index

from .models import Person
from .rules import works_with_clients


def visible_people(actor: Actor) -> QuerySet[Person]:
    """The clients whose data the actor's organisation holds, save the erased."""
    if not works_with_clients(actor):
        return Person.objects.none()
    return Person.objects.filter(holder=actor.organisation, erased_at__isnull=True)


def person_by_key(actor: Actor, key: UUID) -> Person:
    """Raises Http404 alike for a client that is missing and for another organisation's."""
    found = visible_people(actor).select_related("municipality").filter(key=key).first()
    if found is None:
        raise Http404
    return found


def search_people(actor: Actor, words: str) -> QuerySet[Person]:
    """Visible clients whose names hold every word, or whose identity code is what was typed."""
    return visible_people(actor).filter(matches(actor, words)).order_by(*BY_NAME)


BY_NAME = ("family_name", "given_name", "pk")
# What is encrypted, and no list shows.
SENSITIVE = ("identity_code", "phone", "email", "address")


def matches(actor: Actor, words: str, prefix: str = "") -> Q:
    """The condition of `search_people`, for a query that reaches the person by `prefix`.

    The identity code is found by the actor's organisation's own index, so it finds nobody of
    another organisation even where the query would.
    """
    condition = Q()
    for word in words.split():
        condition &= Q(**{f"{prefix}given_name__icontains": word}) | Q(
            **{f"{prefix}family_name__icontains": word}
        )
    if hetu.is_valid(words, allow_temporary=True):
        index = blind_index(actor.organisation.pk, hetu.compact(words))
        condition |= Q(**{f"{prefix}identity_code_index": index})
    return condition


def with_identity_code(actor: Actor, code: str) -> Person | None:
    """The organisation's own client with this identity code."""
    if not code:
        return None
    index = blind_index(actor.organisation.pk, hetu.compact(code))
    return visible_people(actor).filter(identity_code_index=index).first()


def municipalities(actor: Actor) -> QuerySet[Area]:
    """Today's municipalities, in which a client can live, by name."""
    today = timezone.localdate()
    return Area.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=today),
        kind=AreaKind.MUNICIPALITY,
        valid_from__lte=today,
    ).order_by("name_fi")
