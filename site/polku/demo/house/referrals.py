"""The forty referrals, led by their services as far as the data says."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from activities.models import Activity, ActivityPage
from orgs.access import Actor
from referrals.cases.services import add_note
from referrals.exchange.models import Referral
from referrals.exchange.services import (
    accept,
    complete,
    create_draft,
    decline,
    receive,
    send,
    start,
)
from referrals.exchange.services.drafts import ConsentGiven

from . import calendar, source
from .clients import Client, workers_of

# What comes one after the other; a referral in a state has all steps up to it behind it.
STEPS = {
    "draft": (),
    "sent": ("send",),
    "received": ("send", "receive"),
    "declined": ("send", "receive", "decline"),
    "accepted": ("send", "receive", "accept"),
    "in_progress": ("send", "receive", "accept", "start"),
    "completed": ("send", "receive", "accept", "start", "complete"),
}
# Days from the step before.
DAYS = {"send": 0, "receive": 1, "decline": 1, "accept": 1, "start": 4, "complete": 42}
PLANNED = 10  # days from acceptance to the day planned for the first contact


def build(clients: dict[str, Client]) -> None:
    activities = _activities()
    for number, written in enumerate(source.referrals()):
        course = _begin(
            clients[written["client"]], activities[written["activity"]], number, written
        )
        for step in STEPS[written["state"]]:
            course.take(step)


@dataclass
class Course:
    """A referral on its way: the last moment at which something happened, and who acts."""

    written: dict
    referral: Referral
    sender: Actor
    receiver: Actor
    at: datetime

    def take(self, step: str) -> None:
        self.at = calendar.later(self.at, DAYS[step])
        getattr(self, f"_{step}")()

    def _send(self) -> None:
        send(actor=self.sender, key=self.referral.key, at=self.at)

    def _receive(self) -> None:
        receive(actor=self.receiver, key=self.referral.key, at=self.at)

    def _decline(self) -> None:
        decline(
            actor=self.receiver,
            key=self.referral.key,
            reason=self.written["reason"],
            comment=self.written["comment"],
            at=self.at,
        )

    def _accept(self) -> None:
        self.referral = accept(
            actor=self.receiver,
            key=self.referral.key,
            responsible_worker=self.receiver.user,
            first_contact_on=calendar.day_after(self.at, PLANNED),
            at=self.at,
        )

    def _start(self) -> None:
        start(
            actor=self.receiver,
            key=self.referral.key,
            first_contact_on=timezone.localdate(self.at),
            at=self.at,
        )
        if note := self.written.get("receiver_note"):
            case = self.referral.receiver_case
            at = calendar.later(self.at, 7)
            add_note(actor=self.receiver, case=case, text=note, at=at)

    def _complete(self) -> None:
        complete(
            actor=self.receiver,
            key=self.referral.key,
            outcome=self.written["outcome"],
            began_on=timezone.localdate(self.at - timedelta(days=DAYS["complete"])),
            ended_on=timezone.localdate(self.at),
            visits=self.written["visits"],
            report=self.written["report"],
            at=self.at,
        )


def _begin(client: Client, activity: Activity, number: int, written: dict) -> Course:
    at = calendar.moment(timedelta(days=written["days_ago"]))
    workers = workers_of(activity.organisation)
    referral = create_draft(
        actor=client.worker,
        person=client.person,
        activity=activity,
        purpose=written["purpose"],
        shared_fields=written["shared"],
        legal_basis=written["legal_basis"],
        consent=_consent(client, written, at),
        urgency=written["urgency"],
        at=at,
    )
    return Course(written, referral, client.worker, workers[number % len(workers)], at)


def _consent(client: Client, written: dict, at: datetime) -> ConsentGiven | None:
    if "consent_form" not in written:
        return None
    return ConsentGiven(
        form=written["consent_form"],
        language=client.person.language,
        given_on=timezone.localdate(at),
    )


def _activities() -> dict[str, Activity]:
    """Published activities by the slug of their original page."""
    pages = ActivityPage.objects.filter(
        slug__in=[written["slug"] for written in source.activities()]
    )
    slugs = dict(pages.values_list("translation_key", "slug"))
    found = Activity.objects.filter(translation_key__in=slugs).select_related("organisation")
    return {slugs[activity.translation_key]: activity for activity in found}
