"""Areas, organisations and the people who work in them."""

from datetime import date
from itertools import count

from orgs.access import Actor
from orgs.models import Area, ContactCard, Membership, Organisation, Role, User
from orgs.services import site_editors

_number = count(1)
PASSWORD = "correct horse battery staple"


def area(code: str = "837", kind: str = "municipality", name: str = "Tampere", **fields) -> Area:
    """The area with this code; the areas of Finland are there from the start, others are made."""
    found = Area.objects.filter(kind=kind, code=code).first()
    return found or Area.objects.create(
        kind=kind,
        code=code,
        valid_from=fields.pop("valid_from", date(2026, 1, 1)),
        **{"name_fi": name, "name_sv": name, "name_en": name} | fields,
    )


def organisation(kind: str = "association", name: str = "", **fields) -> Organisation:
    number = next(_number)
    name = name or f"Organisation {number}"
    return Organisation.objects.create(
        kind=kind, name=name, slug=fields.pop("slug", f"organisation-{number}"), **fields
    )


def user(email: str = "", **fields) -> User:
    """An account whose password is `PASSWORD`."""
    email = email or f"person{next(_number)}@example.org"
    return User.objects.create_user(email, fields.pop("password", PASSWORD), **fields)


def member(organisation: Organisation, *roles: str, **fields) -> User:
    """A new account with these roles (`worker` where none is named) in the organisation."""
    account = user(**fields)
    for role in roles or (Role.WORKER,):
        Membership.objects.create(user=account, organisation=organisation, role=role)
    return account


def site_editor(**fields) -> User:
    """A new account that writes and publishes everywhere and belongs to no organisation."""
    account = user(**fields)
    account.groups.add(site_editors.group())
    return account


def actor(organisation: Organisation, *roles: str, **fields) -> Actor:
    """A new account, acting for the organisation in these roles (`worker` where none is named)."""
    roles = roles or (Role.WORKER,)
    return Actor(member(organisation, *roles, **fields), organisation, frozenset(roles))


def contact_card(owner: Organisation, **fields) -> ContactCard:
    """A card with a phone number."""
    return ContactCard.objects.create(
        organisation=owner,
        **{"name": "Advice desk", "phone": "+358 9 555 0000"} | fields,
    )
