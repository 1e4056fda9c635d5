"""A client, as the own organisation sees them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from polku.base.languages import name_in
from polku.base.templatetags.presentation import short_day
from referrals.people.models import Person
from referrals.people.rules import may_show

from .rows import name_or_sentence


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    direction: str = ""


@dataclass(frozen=True)
class ShownClient:
    name: str
    url: str
    facts: list[Fact]


def shown_client(person: Person) -> ShownClient:
    return ShownClient(
        name=name_or_sentence(person),
        url=reverse("desk:client_detail", args=[person.key]),
        facts=_facts(person),
    )


def _facts(person: Person) -> list[Fact]:
    reader = get_language() or "en"
    return [
        Fact(_("Date of birth"), short_day(person.birth_date)),
        Fact(_("Language"), name_in(person.language, reader) if person.language else ""),
        Fact(_("Personal identity code"), person.identity_code, "ltr"),
        Fact(_("Phone number"), person.phone, "ltr"),
        Fact(_("E-mail address"), person.email, "ltr"),
        _guarded(person, "address", _("Home address"), person.address),
        _guarded(
            person,
            "municipality",
            _("Municipality of residence"),
            person.municipality.name if person.municipality else "",
        ),
    ]


def _guarded(person: Person, field: str, label: str, value: str) -> Fact:
    if may_show(person, field):
        return Fact(label, value)
    return Fact(label, _("Hidden: non-disclosure for personal safety"))
