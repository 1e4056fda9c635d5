"""Two organisations, a client between them, and referrals in every state."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from uuid import uuid4

from django.utils import timezone

from activities.models import Activity, ActivityText
from activities.services import texts
from orgs.access import Actor
from orgs.models import Organisation
from referrals.cases.models import Case
from referrals.cases.services import register_client
from referrals.exchange import services
from referrals.exchange.models import Referral

from . import orgs

_number = count(1)


def identity_code(number: int | None = None, born: date = date(1990, 1, 1)) -> str:
    """A valid code with one of the individual numbers that no person is given."""
    number = 900 + (next(_number) if number is None else number) % 100
    digits = f"{born:%d%m%y}{number}"
    return f"{born:%d%m%y}-{number}{'0123456789ABCDEFHJKLMNPRSTUVWXY'[int(digits) % 31]}"


def activity(
    organisation: Organisation, title: str = "Language café", language: str = "fi", **fields
) -> Activity:
    """Published facts alone, without a page."""
    now = timezone.now()
    made = Activity.objects.create(
        translation_key=uuid4(),
        organisation=organisation,
        original_language=language,
        first_published_at=now,
        facts_published_at=now,
        **{"takes_referrals": True, "themes": ["language"], "languages": ["fi"]} | fields,
    )
    ActivityText.objects.create(
        activity=made, language=language, title=title, summary=f"{title} in short", published_at=now
    )
    texts.index(Activity.objects.filter(pk=made.pk))
    return made


def client(actor: Actor, **details) -> Case:
    """A client of the actor's organisation, with an open case."""
    mark = "".join(chr(ord("a") + int(digit)) for digit in str(next(_number)))
    return register_client(
        actor=actor,
        **{"given_name": f"Given{mark}", "family_name": f"Family{mark}", "language": "ar"}
        | details,
    )


@dataclass
class Sides:
    """An authority and an association, a worker of each, an activity and a client."""

    sender: Actor = field(
        default_factory=lambda: orgs.actor(orgs.organisation("employment_authority"), language="en")
    )
    receiver: Actor = field(
        default_factory=lambda: orgs.actor(orgs.organisation("association"), language="en")
    )
    activity: Activity | None = None
    case: Case | None = None

    def __post_init__(self):
        self.activity = self.activity or activity(self.receiver.organisation)
        self.case = self.case or client(self.sender)

    def another_client(self, **details) -> "Sides":
        """The same two organisations and activity, with a new client."""
        return Sides(self.sender, self.receiver, self.activity, client(self.sender, **details))


def draft(sides: Sides, **contents) -> Referral:
    return services.create_draft(
        actor=sides.sender,
        person=sides.case.person,
        activity=sides.activity,
        **{
            "purpose": "Wants to speak Finnish.",
            "shared_fields": ["name", "language", "purpose"],
            "legal_basis": "integration_act",
        }
        | contents,
    )


def sent(sides: Sides, **contents) -> Referral:
    return services.send(actor=sides.sender, key=draft(sides, **contents).key)


def received(sides: Sides, **contents) -> Referral:
    return services.receive(actor=sides.receiver, key=sent(sides, **contents).key)


def accepted(sides: Sides, **contents) -> Referral:
    return services.accept(
        actor=sides.receiver,
        key=received(sides, **contents).key,
        responsible_worker=sides.receiver.user,
        first_contact_on=timezone.localdate() + timedelta(days=3),
    )


def declined(sides: Sides, reason: str = "no_capacity", **contents) -> Referral:
    return services.decline(
        actor=sides.receiver, key=received(sides, **contents).key, reason=reason
    )


def started(sides: Sides, **contents) -> Referral:
    return services.start(
        actor=sides.receiver,
        key=accepted(sides, **contents).key,
        first_contact_on=timezone.localdate(),
    )


def completed(
    sides: Sides, report: str = "It went well.", outcome: str = "achieved", **contents
) -> Referral:
    return services.complete(
        actor=sides.receiver,
        key=started(sides, **contents).key,
        outcome=outcome,
        began_on=timezone.localdate(),
        ended_on=timezone.localdate(),
        visits=3,
        report=report,
    )


# How to bring a referral into each state.
IN_STATE = {
    "draft": draft,
    "requested": sent,
    "received": received,
    "accepted": accepted,
    "rejected": declined,
    "in-progress": started,
    "completed": completed,
}
