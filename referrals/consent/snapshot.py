"""What goes from one organisation to another: taken from a person, shown to a reader.

A snapshot is a dictionary of `SharedField` codes, only those that were chosen and have a value:
the name as {"given_name", "family_name"}, the date of birth as ISO 8601, the language as its code,
the municipality as its code in the list of municipalities, all else as text.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from orgs.models import Area, AreaKind
from polku.base.languages import name_in
from polku.base.templatetags.presentation import short_day
from referrals.people.models import Person
from referrals.people.rules import may_show

from .models import SharedField

_TEXTS = (
    SharedField.LANGUAGE,
    SharedField.PHONE,
    SharedField.EMAIL,
    SharedField.ADDRESS,
    SharedField.IDENTITY_CODE,
)
# Written from left to right in every language.
_LEFT_TO_RIGHT = frozenset({SharedField.PHONE, SharedField.EMAIL, SharedField.IDENTITY_CODE})


@dataclass(frozen=True)
class SharedValue:
    """One field as a reader sees it, in the reader's language."""

    field: str
    label: str
    value: str
    direction: str = ""


def build(person: Person, fields: Collection[str], purpose: str) -> dict:
    """The chosen fields' values. What non-disclosure hides stays out even if it was chosen."""
    content: dict = {}
    if SharedField.NAME in fields and person.name:
        content[SharedField.NAME] = {
            "given_name": person.given_name,
            "family_name": person.family_name,
        }
    if SharedField.BIRTH_DATE in fields and person.birth_date:
        content[SharedField.BIRTH_DATE] = person.birth_date.isoformat()
    if SharedField.MUNICIPALITY in fields and person.municipality:
        content[SharedField.MUNICIPALITY] = person.municipality.code
    for field in _TEXTS:
        if field in fields and (value := getattr(person, field.value)):
            content[field] = value
    if SharedField.PURPOSE in fields and purpose:
        content[SharedField.PURPOSE] = purpose
    return {field.value: value for field, value in content.items() if may_show(person, field.value)}


def person_details(content: dict) -> dict:
    """What a receiver can write of its own client: the details that were disclosed, no others."""
    details = dict(content.get(SharedField.NAME, {}))
    if iso := content.get(SharedField.BIRTH_DATE):
        details["birth_date"] = date.fromisoformat(iso)
    if code := content.get(SharedField.MUNICIPALITY):
        details["municipality"] = _municipality(code)
    for field in _TEXTS:
        if field in content:
            details[field.value] = content[field]
    return details


def shown(content: dict | None) -> list[SharedValue]:
    """The values in the order of `SharedField`."""
    return [
        SharedValue(
            field.value,
            field.label.capitalize(),
            _text(field, content[field]),
            "ltr" if field in _LEFT_TO_RIGHT else "",
        )
        for field in SharedField
        if content and field in content
    ]


def labels(fields: Iterable[str]) -> list[str]:
    return [field.label for field in SharedField if field in fields]


def _text(field: SharedField, value) -> str:
    match field:
        case SharedField.NAME:
            return f"{value['given_name']} {value['family_name']}".strip()
        case SharedField.BIRTH_DATE:
            return short_day(date.fromisoformat(value))
        case SharedField.LANGUAGE:
            return name_in(value, get_language() or "en")
        case SharedField.MUNICIPALITY:
            area = _municipality(value)
            return area.name if area else value
    return value


def _municipality(code: str) -> Area | None:
    areas = Area.objects.filter(kind=AreaKind.MUNICIPALITY, code=code)
    return areas.order_by("-valid_from").first()
