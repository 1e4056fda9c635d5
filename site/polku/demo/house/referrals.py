"""The forty referrals, led by their services as far as the data says."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from activities.models import Activity, ActivityPage
from orgs.access import Actor
from referrals.cases.services import add_note
from referrals.exchange.models import Referral
from referrals.exchange.services import (
    accept,
    ask,
    cancel,
    complete,
    create_draft,
    decline,
    end_early,
    mark_in_error,
    pause,
    receive,
    send,
    start,
    wait,
)
from referrals.exchange.services.drafts import ConsentGiven

from . import calendar, source
from .clients import Client, workers_of

# What comes one after the other; a referral in a state has all steps up to it behind it.
STEPS = {
    "draft": (),
    "sent": ("send",),
    "received": ("send", "receive"),
    "asked": ("send", "receive", "ask"),
    "waiting": ("send", "receive", "wait"),
    "declined": ("send", "receive", "decline"),
    "withdrawn": ("send", "cancel"),
    "in_error": ("send", "mark_in_error"),
    "accepted": ("send", "receive", "accept"),
    "in_progress": ("send", "receive", "accept", "start"),
    "paused": ("send", "receive", "accept", "start", "pause"),
    "completed": ("send", "receive", "accept", "start", "complete"),
    "ended_early": ("send", "receive", "accept", "start", "end_early"),
}
# Days from the step before, where it is not one.
DAYS = {"send": 0, "start": 4, "pause": 21, "complete": 42, "end_early": 42}
PLANNED = 10  # days from acceptance to the day planned for the first contact
REVIEW = 30  # days until what waits or rests is looked at again


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
        self.at = calendar.later(self.at, DAYS.get(step, 1))
        getattr(self, f"_{step}")()

    def _send(self) -> None:
        send(actor=self.sender, key=self.referral.key, at=self.at)

    def _receive(self) -> None:
        receive(actor=self.receiver, key=self.referral.key, at=self.at)

    def _ask(self) -> None:
        ask(
            actor=self.receiver,
            key=self.referral.key,
            comment=self.written["comment"],
            at=self.at,
        )

    def _wait(self) -> None:
        self._hold(wait)

    def _pause(self) -> None:
        self._hold(pause)

    def _hold(self, service: Callable[..., Referral]) -> None:
        service(
            actor=self.receiver,
            key=self.referral.key,
            reason=self.written["reason"],
            review_on=calendar.day_after(self.at, REVIEW),
            comment=self.written["comment"],
            at=self.at,
        )

    def _decline(self) -> None:
        decline(
            actor=self.receiver,
            key=self.referral.key,
            reason=self.written["reason"],
            comment=self.written["comment"],
            at=self.at,
        )

    def _cancel(self) -> None:
        cancel(
            actor=self.sender,
            key=self.referral.key,
            reason=self.written["reason"],
            comment=self.written["comment"],
            at=self.at,
        )

    def _mark_in_error(self) -> None:
        mark_in_error(
            actor=self.sender,
            key=self.referral.key,
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
        complete(actor=self.receiver, key=self.referral.key, at=self.at, **self._report())

    def _end_early(self) -> None:
        end_early(
            actor=self.receiver,
            key=self.referral.key,
            reason=self.written["reason"],
            at=self.at,
            **self._report(),
        )

    def _report(self) -> dict:
        return {
            "outcome": self.written["outcome"],
            "began_on": timezone.localdate(self.at - timedelta(days=DAYS["complete"])),
            "ended_on": timezone.localdate(self.at),
            "visits": self.written["visits"],
            "report": self.written["report"],
        }


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
