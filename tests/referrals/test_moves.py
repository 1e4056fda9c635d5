"""The moves of a referral, by its services: each state, each side, and nothing else."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils import timezone

from orgs.models import Role
from polku.record import personal_data
from polku.record.models import AuditEntry, OutboxEvent
from polku.record.personal_data import CLIENT
from referrals.cases.models import Case
from referrals.cases.services import add_note
from referrals.exchange import services
from referrals.exchange.models import Referral, ReferralMove, Report
from referrals.exchange.states import MOVES, STATES, Side, Status
from referrals.people.services import update_person
from tests.factories import orgs
from tests.factories.referrals import (
    IN_PLACE,
    Sides,
    accepted,
    activity,
    client,
    draft,
    identity_code,
    received,
    sent,
    started,
)
from tests.referrals.making import asked_to_cancel, make, maker, ready_for, where

pytestmark = pytest.mark.django_db


@pytest.fixture
def sides() -> Sides:
    return Sides()


ASKABLE = {"accepted", "on-hold", "in-progress"}


def test_every_place_can_be_brought_about():
    places = {(status.value, finer.value) for status in STATES for finer in STATES[status]}
    assert places - IN_PLACE.keys() == {("rejected", "declined-by-client")}
    assert IN_PLACE.keys() <= places


@pytest.mark.parametrize("verb", MOVES)
@pytest.mark.parametrize("place", IN_PLACE)
@pytest.mark.parametrize("to_cancel", [False, True])
def test_a_move_is_made_from_its_places_only(sides, verb, place, to_cancel):
    if to_cancel and place[0] not in ASKABLE:
        return  # cannot be
    referral = IN_PLACE[place](sides)
    assert (referral.status, referral.business_status) == place
    if to_cancel:
        referral = asked_to_cancel(sides, referral)
    actor, version = maker(sides, verb), referral.version
    if MOVES[verb].goes_from(*place, to_cancel):
        make(verb, actor, referral.key)
        stored = Referral.objects.get(pk=referral.pk)
        assert (stored.status, stored.business_status) == where(verb, place)
        assert stored.version == version + 1
    else:
        hidden = place == ("draft", "") and MOVES[verb].side == Side.RECEIVER
        with pytest.raises(Http404 if hidden else services.Conflict):
            make(verb, actor, referral.key)
        assert Referral.objects.get(pk=referral.pk).version == version


@pytest.mark.parametrize("verb", MOVES)
def test_a_move_is_made_by_its_side_only(sides, verb):
    move = MOVES[verb]
    referral = ready_for(sides, verb)
    wrong_side = sides.receiver if move.side == Side.SENDER else sides.sender
    outsider = orgs.actor(orgs.organisation("municipality"))
    right = maker(sides, verb).organisation
    roles = ["editor", "coordinator", "auditor", *(["worker"] if move.managers_only else [])]
    for actor in (wrong_side, outsider, *(orgs.actor(right, role) for role in roles)):
        with pytest.raises(Http404):
            make(verb, actor, referral.key)
    assert Referral.objects.get(pk=referral.pk).version == referral.version


@pytest.mark.parametrize("verb", MOVES)
def test_a_manager_can_make_every_move_of_their_side(sides, verb):
    referral = ready_for(sides, verb)
    manager = orgs.actor(maker(sides, verb).organisation, Role.MANAGER)
    make(verb, manager, referral.key)
    assert Referral.objects.get(pk=referral.pk).version == referral.version + 1


@pytest.mark.parametrize("verb", MOVES)
def test_a_move_leaves_one_move_one_record_and_one_event(sides, verb):
    referral = ready_for(sides, verb)
    place = (referral.status, referral.business_status)
    actor = maker(sides, verb)
    make(verb, actor, referral.key)
    made = ReferralMove.objects.get(referral=referral, verb=verb)
    assert (made.source, (made.target, made.business_status)) == (place[0], where(verb, place))
    assert (made.user, made.organisation) == (actor.user, actor.organisation)
    assert made.previous_version == referral.version
    entry = AuditEntry.objects.get(verb=f"referral.{verb}")
    assert (entry.user_id, entry.organisation_id, entry.subject_id) == (
        actor.user.pk,
        actor.organisation.pk,
        referral.pk,
    )
    event = OutboxEvent.objects.get(kind=f"referral.{verb}")
    assert event.facts["referral_id"] == referral.pk
    assert event.facts["case_number"] == str(sides.case.statistics_number)
    assert event.facts.keys() == {
        "referral_id",
        "sender_id",
        "receiver_id",
        "activity_kind",
        "themes",
        "municipality_id",
        "case_number",
        "reason",
        "outcome",
    }


@pytest.mark.parametrize("verb", MOVES)
def test_the_same_request_twice_is_one_move(sides, verb):
    referral = ready_for(sides, verb)
    actor = maker(sides, verb)
    request = uuid4()
    first = make(verb, actor, referral.key, version=referral.version, request_id=request)
    again = make(verb, actor, referral.key, version=referral.version, request_id=request)
    assert (again.pk, again.status, again.version) == (first.pk, first.status, first.version)
    assert ReferralMove.objects.filter(referral=referral, verb=verb).count() == 1
    assert AuditEntry.objects.filter(verb=f"referral.{verb}").count() == 1


def test_the_id_of_another_request_is_refused(sides):
    request = uuid4()
    referral = sent(sides)
    make("receive", sides.receiver, referral.key, request_id=request)
    with pytest.raises(ValidationError):
        make("accept", sides.receiver, referral.key, request_id=request)
    assert Referral.objects.get(pk=referral.pk).status == Status.RECEIVED


def test_an_older_version_is_a_conflict_with_both_versions(sides):
    referral = sent(sides)
    make("receive", sides.receiver, referral.key)
    with pytest.raises(services.Conflict) as conflict:
        make("accept", sides.receiver, referral.key, version=referral.version)
    assert (conflict.value.given, conflict.value.current) == (
        referral.version,
        referral.version + 1,
    )


@pytest.mark.parametrize(
    ("verb", "lack", "field"),
    [
        ("accept", {"responsible_worker": None}, "responsible_worker"),
        ("accept", {"first_contact_on": None}, "first_contact_on"),
        ("decline", {"reason": ""}, "reason"),
        ("decline", {"reason": "because"}, "reason"),
        ("decline", {"reason": "other"}, "comment"),
        ("start", {"first_contact_on": None}, "first_contact_on"),
        ("complete", {"outcome": ""}, "outcome"),
        ("complete", {"outcome": "splendid"}, "outcome"),
        ("complete", {"report": " "}, "report"),
        ("ask", {"comment": " "}, "comment"),
        ("reply", {"comment": ""}, "comment"),
        ("cancel", {"reason": "no_place"}, "reason"),
        ("request_cancellation", {"reason": "other"}, "comment"),
        ("refuse_cancellation", {"comment": ""}, "comment"),
        ("reopen", {"comment": ""}, "comment"),
        ("mark_in_error", {"comment": ""}, "comment"),
        ("wait", {"reason": ""}, "reason"),
        ("wait", {"review_on": None}, "review_on"),
        ("pause", {"review_on": None}, "review_on"),
        ("pause", {"reason": "moved"}, "reason"),
        ("end_early", {"reason": "no_capacity"}, "reason"),
        ("end_early", {"report": ""}, "report"),
        ("reassign", {"responsible_worker": None}, "responsible_worker"),
    ],
)
def test_a_move_without_what_it_needs_says_so(sides, verb, lack, field):
    referral = ready_for(sides, verb)
    with pytest.raises(ValidationError) as refusal:
        make(verb, maker(sides, verb), referral.key, **lack)
    assert list(refusal.value.message_dict) == [field]
    assert Referral.objects.get(pk=referral.pk).version == referral.version


def test_days_must_make_sense(sides):
    today = timezone.localdate()
    yesterday, tomorrow = today - timedelta(days=1), today + timedelta(days=1)
    referral = received(sides)
    with pytest.raises(ValidationError, match="still to come"):
        make("accept", sides.receiver, referral.key, first_contact_on=yesterday)
    make("accept", sides.receiver, referral.key, first_contact_on=tomorrow)
    with pytest.raises(ValidationError, match="still to come"):
        make("start", sides.receiver, referral.key, first_contact_on=tomorrow)
    make("start", sides.receiver, referral.key)
    with pytest.raises(ValidationError, match="before it began"):
        make("complete", sides.receiver, referral.key, ended_on=yesterday)
    with pytest.raises(ValidationError, match="still to come"):
        make("complete", sides.receiver, referral.key, ended_on=tomorrow)


def test_the_responsible_worker_is_one_of_the_receiver(sides):
    referral = received(sides)
    for stranger in (sides.sender.user, orgs.member(sides.receiver.organisation, "editor")):
        with pytest.raises(ValidationError) as refusal:
            make("accept", sides.receiver, referral.key, responsible_worker=stranger)
        assert list(refusal.value.message_dict) == ["responsible_worker"]


@pytest.mark.parametrize(
    ("reason", "status"),
    [("no_capacity", "declined-by-org"), ("client_does_not_want", "declined-by-client")],
)
def test_a_decline_says_whose_it_is(sides, reason, status):
    referral = make("decline", sides.receiver, received(sides).key, reason=reason)
    assert (referral.business_status, referral.reason) == (status, reason)
    assert referral.answered_at is not None
    assert referral.ended_at is not None


def test_the_report_of_the_completed_work_is_the_first_version(sides):
    make("complete", sides.receiver, started(sides).key, visits=4)
    report = Report.objects.get()
    assert (report.version, report.outcome, report.visits, report.text, report.author) == (
        1,
        "partly",
        4,
        "It went well.",
        sides.receiver.user,
    )


def test_a_clock_can_be_given(sides):
    at = timezone.now() - timedelta(days=30)
    made = draft(sides, at=at, answer_due_on=timezone.localdate(at) + timedelta(days=7))
    referral = services.send(actor=sides.sender, key=made.key, at=at)
    assert referral.sent_at == at
    assert set(ReferralMove.objects.values_list("at", flat=True)) == {at}
    assert set(
        OutboxEvent.objects.filter(kind__startswith="referral.").values_list("at", flat=True)
    ) == {at}
    later = at + timedelta(days=1)
    services.accept(
        actor=sides.receiver,
        key=referral.key,
        responsible_worker=sides.receiver.user,
        first_contact_on=timezone.localdate(later),
        at=later,
    )
    assert Referral.objects.get().receiver_case.opened_on == timezone.localdate(later)


def test_a_second_client_can_be_referred_to_the_same_activity(sides):
    sent(sides)
    assert sent(sides.another_client()).status == Status.REQUESTED


def test_a_client_without_an_open_case_cannot_be_referred(sides):
    from referrals.cases.services import close_case

    close_case(actor=sides.sender, key=sides.case.key)
    with pytest.raises(ValidationError, match="no open case"):
        draft(sides)


def test_another_organisations_client_cannot_be_referred(sides):
    sides.case = client(orgs.actor(orgs.organisation("municipality")))
    with pytest.raises(Http404):
        draft(sides)


def test_a_case_that_was_opened_by_the_acceptance_ends_with_the_decline(sides):
    case = accepted(sides).receiver_case
    assert personal_data.keep_until(CLIENT, case.person_id) == date.max
    make("decline", sides.receiver, Referral.objects.get().key)
    case.refresh_from_db()
    assert case.status == Case.Status.CLOSED
    assert AuditEntry.objects.filter(verb="case.close", subject_id=case.pk).exists()
    assert personal_data.keep_until(CLIENT, case.person_id) is None


@pytest.mark.parametrize(
    "kept_by", ["a note", "an earlier case", "another referral", "an onward referral"]
)
def test_a_case_that_holds_something_else_goes_on_after_a_decline(kept_by):
    sides = Sides(receiver=orgs.actor(orgs.organisation("education_provider")))
    code = identity_code(7)
    update_person(actor=sides.sender, key=sides.case.person.key, identity_code=code)
    shared = {"shared_fields": ["name", "identity_code", "purpose"]}
    if kept_by == "an earlier case":
        client(sides.receiver, identity_code=code, at=timezone.now() - timedelta(days=9))
    referral = accepted(sides, **shared)
    case = referral.receiver_case
    if kept_by == "a note":
        add_note(actor=sides.receiver, case=case, text="Called.")
    if kept_by == "another referral":
        second = activity(sides.receiver.organisation, "Homework club")
        other = accepted(Sides(sides.sender, sides.receiver, second, sides.case), **shared)
        assert other.receiver_case == case
    if kept_by == "an onward referral":
        elsewhere = orgs.actor(orgs.organisation("association"))
        draft(Sides(sides.receiver, elsewhere, case=case))
    make("decline", sides.receiver, referral.key)
    case.refresh_from_db()
    assert case.status == Case.Status.OPEN
