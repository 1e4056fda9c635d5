"""The clients, each with an open case at the authority that looks after them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from orgs.access import Actor, actor_for
from orgs.models import Organisation, Role, User
from referrals.cases.services import add_note, register_client
from referrals.people.models import Person

from . import calendar, source
from .organisations import municipality

AS_WRITTEN = (
    "given_name",
    "family_name",
    "birth_date",
    "language",
    "identity_code",
    "phone",
    "email",
    "address",
    "non_disclosure",
)
NEWEST = timedelta(days=12)  # a client without referrals came so long ago
BEFORE_FIRST_REFERRAL = timedelta(days=8)


@dataclass(frozen=True)
class Client:
    """A client of the house and the worker who looks after them."""

    person: Person
    worker: Actor


def build(organisations: dict[str, Organisation]) -> dict[str, Client]:
    """The clients by their key in the data."""
    return {
        written["key"]: _build_client(organisations[written["controller"]], number, written)
        for number, written in enumerate(source.people())
    }


def workers_of(organisation: Organisation) -> list[Actor]:
    """Those who work with the organisation's clients, longest there first."""
    users = User.objects.filter(
        memberships__organisation=organisation, memberships__role=Role.WORKER
    )
    return [actor_for(user, organisation) for user in users.order_by("memberships__pk")]


def _build_client(organisation: Organisation, number: int, written: dict) -> Client:
    workers = workers_of(organisation)
    worker = workers[number % len(workers)]
    came = _came(written["key"])
    case = register_client(
        actor=worker,
        at=came,
        municipality=municipality(written["municipality"]),
        **{name: written[name] for name in AS_WRITTEN},
    )
    if note := written.get("note"):
        add_note(actor=worker, case=case, text=note, at=came + timedelta(hours=1))
    return Client(case.person, worker)


def _came(key: str) -> datetime:
    """When the client came: some days before the first referral."""
    ages = [each["days_ago"] for each in source.referrals() if each["client"] == key]
    ago = timedelta(days=max(ages)) + BEFORE_FIRST_REFERRAL if ages else NEWEST
    return calendar.moment(ago)
