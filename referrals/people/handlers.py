"""What happens to the personal data of this room."""

from django.utils import timezone

from polku.record.personal_data import CLIENT, Handlers, register

from .models import Person

_EMPTY = {
    "given_name": "",
    "family_name": "",
    "birth_date": None,
    "language": "",
    "municipality": None,
    "identity_code": "",
    "identity_code_index": "",
    "phone": "",
    "email": "",
    "address": "",
    "non_disclosure": False,
}


def _erase(person_id: int) -> int:
    """The row stays without a value: cases and disclosures name it by its number."""
    return Person.objects.filter(pk=person_id).update(**_EMPTY, erased_at=timezone.now())


def _copy(person_id: int) -> list[dict]:
    """Everything, also what non-disclosure hides from others: it is the person's own."""
    names = [name for name in _EMPTY if name not in {"identity_code_index", "municipality"}]
    return list(Person.objects.filter(pk=person_id).values(*names, "municipality__name_fi"))


def _merge(kept_id: int, gone_id: int) -> int:
    """The kept row takes over what it lacks; the other is emptied."""
    kept, gone = Person.objects.get(pk=kept_id), Person.objects.get(pk=gone_id)
    if kept.holder_id != gone.holder_id:
        raise ValueError("Clients of two organisations are never merged.")
    taken = {
        name: getattr(gone, name)
        for name in _EMPTY
        if getattr(gone, name) and not getattr(kept, name)
    }
    _erase(gone_id)
    if taken:
        Person.objects.filter(pk=kept_id).update(**taken)
    return 1


register(
    "people.Person",
    Handlers(
        subject=CLIENT,
        erase=_erase,
        copy=_copy,
        merge=_merge,
        keep_until=lambda person_id: None,  # what holds a person is the case
    ),
)
