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


def asked(sides: Sides, **contents) -> Referral:
    return services.ask(
        actor=sides.receiver, key=received(sides, **contents).key, comment="Which level?"
    )


def waiting(sides: Sides, **contents) -> Referral:
    return services.wait(
        actor=sides.receiver,
        key=received(sides, **contents).key,
        reason="no_place",
        review_on=timezone.localdate() + timedelta(days=30),
    )


def paused(sides: Sides, **contents) -> Referral:
    return services.pause(
        actor=sides.receiver,
        key=started(sides, **contents).key,
        reason="illness_or_leave",
        review_on=timezone.localdate() + timedelta(days=14),
    )


def resumed(sides: Sides, **contents) -> Referral:
    return services.resume(actor=sides.receiver, key=paused(sides, **contents).key)


def ended_early(sides: Sides, **contents) -> Referral:
    return services.end_early(
        actor=sides.receiver,
        key=started(sides, **contents).key,
        reason="moved",
        outcome="partly",
        began_on=timezone.localdate(),
        ended_on=timezone.localdate(),
        visits=2,
        report="She moved to another town.",
    )


def cancelled(sides: Sides, **contents) -> Referral:
    return services.cancel(
        actor=sides.sender, key=received(sides, **contents).key, reason="mistaken"
    )


def in_error(sides: Sides, **contents) -> Referral:
    return services.mark_in_error(
        actor=sides.sender, key=received(sides, **contents).key, comment="The wrong client."
    )


# How to bring a referral to each place: its status, and the finer one.
IN_PLACE = {
    ("draft", ""): draft,
    ("requested", "sent"): sent,
    ("received", "under-review"): received,
    ("received", "info-requested"): asked,
    ("accepted", "accepted"): accepted,
    ("on-hold", "waiting-list"): waiting,
    ("on-hold", "paused"): paused,
    ("rejected", "declined-by-org"): declined,
    ("in-progress", "contacted"): started,
    ("in-progress", "active"): resumed,
    ("completed", "completed"): completed,
    ("failed", "ended-early"): ended_early,
    ("cancelled", "withdrawn"): cancelled,
    ("entered-in-error", ""): in_error,
}
# By the status alone, by its first place.
IN_STATE = {status: make for (status, _finer), make in reversed(IN_PLACE.items())}
