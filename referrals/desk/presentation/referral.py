"""One referral, as the reader's side sees it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from orgs.access import Actor
from polku.base.templatetags.presentation import short_day
from referrals.consent.models import LegalBasis
from referrals.exchange.models import Referral, Report, Urgency
from referrals.exchange.queries import (
    activity_title,
    contents,
    history,
    own_client,
    reports,
)
from referrals.exchange.queries.content import CREATE
from referrals.exchange.rules import possible_moves, side_of
from referrals.exchange.states import MOVES, DeclineReason, Outcome, Side, Status

from ..forms.moves import FORMS, MoveForm
from .client import Fact
from .rows import State, due, name_or_sentence, state


@dataclass(frozen=True)
class ShownReferral:
    number: str
    url: str
    state: State
    activity_title: str
    sender: str
    receiver: str
    due: date | None


@dataclass(frozen=True)
class ShownMove:
    label: str | Promise
    actor_label: str
    organisation: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class AvailableMove:
    verb: str
    label: Promise
    definition: Promise
    form: MoveForm
    url: str


@dataclass(frozen=True)
class ShownReport:
    title: str
    at: datetime
    author: str
    facts: list[Fact]


@dataclass(frozen=True)
class Stop:
    label: str | Promise
    state: str


def shown_referral(referral: Referral) -> ShownReferral:
    return ShownReferral(
        number=referral.number,
        url=reverse("desk:referral_detail", args=[referral.key]),
        state=state(referral),
        activity_title=activity_title(referral.activity),
        sender=referral.sender.name,
        receiver=referral.receiver.name,
        due=due(referral) if referral.status != Status.DRAFT else None,
    )


def facts(actor: Actor, referral: Referral) -> list[Fact]:
    """What was disclosed, on what basis, and what has been agreed since."""
    disclosed = contents(actor, referral)
    if disclosed.closed:
        return [Fact(_("Client"), _("The client’s data has been erased."))]
    shown = [Fact(value.label, value.value, value.direction) for value in disclosed.values]
    basis = referral.share_set.legal_basis
    shown += [
        Fact(_("Legal basis"), LegalBasis(basis).label if basis else ""),
        Fact(_("Urgency"), Urgency(referral.urgency).label),
        Fact(_("Answer wanted by"), short_day(referral.answer_due_on)),
    ]
    if referral.responsible_worker:
        shown.append(Fact(_("Responsible worker"), str(referral.responsible_worker)))
    if referral.first_contact_on:
        shown.append(Fact(_("First contact"), short_day(referral.first_contact_on)))
    return shown


def client_link(actor: Actor, referral: Referral) -> dict | None:
    """Where the reader's organisation keeps its own record of the client."""
    person = own_client(actor, referral)
    if person is None or person.erased_at:
        return None
    return {
        "name": name_or_sentence(person),
        "url": reverse("desk:client_detail", args=[person.key]),
    }


def available_moves(actor: Actor, referral: Referral) -> list[AvailableMove]:
    """What can be done now, each with its form; opening has happened by looking."""
    return [
        AvailableMove(
            verb=move.verb,
            label=move.label,
            definition=move.definition,
            form=FORMS[move.verb](actor=actor, referral=referral, auto_id=f"id_{move.verb}_%s"),
            url=reverse("desk:referral_move", args=[referral.key, move.verb]),
        )
        for move in possible_moves(actor, referral)
        if move.verb != "receive"
    ]


def timeline(actor: Actor, referral: Referral) -> list[ShownMove]:
    shown = []
    for made in history(actor, referral):
        comment = getattr(made, "comment", None)
        reason = [DeclineReason(made.reason).label if made.reason else ""]
        if comment and not contents(actor, referral).closed:
            reason.append(comment.text)
        shown.append(
            ShownMove(
                label=_("Draft written") if made.verb == CREATE else MOVES[made.verb].done,
                actor_label=str(made.user) if made.user else _("Polku"),
                organisation=made.organisation.name if made.organisation else "",
                at=made.at,
                reason="\n".join(str(part) for part in reason if part),
            )
        )
    return shown


def shown_reports(actor: Actor, referral: Referral) -> list[ShownReport]:
    return [_report(report) for report in reports(actor, referral)]


def _report(report: Report) -> ShownReport:
    return ShownReport(
        title=_("Report {version}").format(version=report.version),
        at=report.sent_at,
        author=str(report.author),
        facts=[
            Fact(_("Outcome"), Outcome(report.outcome).label),
            Fact(_("Began on"), short_day(report.began_on)),
            Fact(_("Ended on"), short_day(report.ended_on)),
            Fact(_("Meetings"), str(report.visits)),
            Fact(_("Report"), report.text),
        ],
    )


def trail(actor: Actor, referral: Referral) -> list[Stop]:
    """How far the referral has come; a declined one ends where it was declined."""
    way = [
        Status.REQUESTED,
        Status.RECEIVED,
        Status.ACCEPTED,
        Status.IN_PROGRESS,
        Status.COMPLETED,
    ]
    if side_of(actor, referral) == Side.SENDER:
        way.insert(0, Status.DRAFT)
    if referral.status == Status.REJECTED:
        accepted = referral.receiver_case_id is not None
        way = way[: way.index(Status.ACCEPTED) + accepted]
        return [*(Stop(step.label, "done") for step in way), Stop(state(referral).label, "current")]
    here = way.index(Status(referral.status))
    if referral.status == Status.COMPLETED:
        here += 1
    return [
        Stop(step.label, "done" if place < here else "current" if place == here else "ahead")
        for place, step in enumerate(way)
    ]
