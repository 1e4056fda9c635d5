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
    open_request_to_cancel,
    own_client,
    possible_moves,
    related_referrals,
    reports,
)
from referrals.exchange.rules import side_of
from referrals.exchange.states import MOVES, CancelReason, Outcome, Side, Status, reason_label

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
    if disclosed.closed and referral.status == Status.ENTERED_IN_ERROR:
        return [Fact(_("Client"), _("The sender has found that this was entered in error."))]
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
    if referral.expected_start_on:
        shown.append(Fact(_("May begin on"), short_day(referral.expected_start_on)))
    if referral.review_on:
        shown.append(Fact(_("To be looked at again on"), short_day(referral.review_on)))
    if request := open_request_to_cancel(referral):
        why = CancelReason(request.reason).label
        shown.append(Fact(_("The sender asks to cancel"), str(why)))
    return shown


def related(actor: Actor, referral: Referral) -> list[dict]:
    """The referral that this one goes on from, and those that go on from it."""
    return [
        {"number": other.number, "url": reverse("desk:referral_detail", args=[other.key])}
        for other in related_referrals(actor, referral)
    ]


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
        move = MOVES.get(made.verb)
        reason = [reason_label(made.reason, move.reasons) if move and made.reason else ""]
        if comment and not contents(actor, referral).closed:
            reason.append(comment.text)
        shown.append(
            ShownMove(
                label=_("Draft written") if move is None else move.done,
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


_WAY = (
    Status.DRAFT,
    Status.REQUESTED,
    Status.RECEIVED,
    Status.ACCEPTED,
    Status.IN_PROGRESS,
    Status.COMPLETED,
)


def trail(actor: Actor, referral: Referral) -> list[Stop]:
    """How far the referral has come. One that left the way ends there; one that waits or rests
    stands there, with the rest of the way ahead."""
    way = _WAY if side_of(actor, referral) == Side.SENDER else _WAY[1:]
    if referral.status in way:
        here = way.index(Status(referral.status)) + (referral.status == Status.COMPLETED)
        return [
            Stop(step.label, "done" if place < here else "current" if place == here else "ahead")
            for place, step in enumerate(way)
        ]
    reached = {made.target for made in history(actor, referral)}
    come = max((place for place, step in enumerate(way) if step in reached), default=-1) + 1
    stops = [Stop(step.label, "done") for step in way[:come]]
    stops.append(Stop(state(referral).label, "current"))
    if referral.status == Status.ON_HOLD:
        stops += [Stop(step.label, "ahead") for step in way[come:]]
    return stops
