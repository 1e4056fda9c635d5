"""What the other moves do: asking back, waiting, resting, ending early, taking back, beginning
anew."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils import timezone

from orgs.models import Role
from polku.record import outbox, personal_data
from polku.record.personal_data import CLIENT
from referrals.cases.models import Case
from referrals.exchange import services
from referrals.exchange.models import CancellationRequest, MoveComment, Referral
from referrals.exchange.queries import contents, inbox, open_request_to_cancel
from referrals.exchange.queries import outbox as sent_list
from referrals.exchange.rules import add_working_days
from tests.factories import orgs
from tests.factories.referrals import (
    IN_PLACE,
    Sides,
    accepted,
    asked,
    declined,
    draft,
    ended_early,
    in_error,
    paused,
    received,
    sent,
    started,
    waiting,
)
from tests.referrals.desk_pages import get, post
from tests.referrals.making import asked_to_cancel, make, maker

pytestmark = pytest.mark.django_db


@pytest.fixture
def sides() -> Sides:
    return Sides()


def move_fields(referral: Referral, **data) -> dict:
    return {"version": referral.version, "request_id": uuid4()} | data


def test_a_question_stops_the_clock_and_the_answer_lets_it_run_again(sides, browser):
    at = timezone.now() - timedelta(days=14)
    referral = services.send(actor=sides.sender, key=draft(sides, at=at).key, at=at)
    due = referral.answer_due_on
    services.receive(actor=sides.receiver, key=referral.key, at=at)
    services.ask(actor=sides.receiver, key=referral.key, comment="Which level?", at=at)
    assert "Answer by" not in get(browser(sides.sender), "referral_detail", referral.key)
    later = at + timedelta(days=7)
    services.reply(actor=sides.sender, key=referral.key, comment="She reads.", at=later)
    referral.refresh_from_db()
    assert due < referral.answer_due_on <= add_working_days(due, 5)
    page = get(browser(sides.receiver), "referral_detail", referral.key)
    assert "Which level?" in page
    assert "She reads." in page
    assert "Answer by" in page


def test_a_question_waits_for_who_wrote_the_referral(sides, browser):
    asked(sides)
    mine = browser(sides.sender).get("/desk/outbox/").context["rows"]
    assert [row.needs_me for row in mine] == [True]
    theirs = browser(sides.receiver).get("/desk/inbox/").context["rows"]
    assert [row.needs_me for row in theirs] == [False]


def test_waiting_needs_neither_worker_nor_case_until_it_is_accepted(sides, browser):
    referral = waiting(sides)
    assert (referral.receiver_case, referral.responsible_worker) == (None, None)
    page = get(browser(sides.sender), "referral_detail", referral.key)
    assert "On the waiting list" in page
    assert "To be looked at again on" in page
    taken = make("accept", sides.receiver, referral.key)
    assert taken.receiver_case is not None
    assert (taken.review_on, taken.expected_start_on) == (None, None)


def test_who_was_accepted_and_waits_stays_the_same_client(sides):
    case = accepted(sides).receiver_case
    make("wait", sides.receiver, Referral.objects.get().key)
    assert make("accept", sides.receiver, Referral.objects.get().key).receiver_case == case


@pytest.mark.parametrize("verb", ["wait", "pause"])
def test_it_is_looked_at_again_on_a_day_to_come(sides, verb):
    referral = (received if verb == "wait" else started)(sides)
    with pytest.raises(ValidationError, match="later one"):
        make(verb, sides.receiver, referral.key, review_on=timezone.localdate())


@pytest.mark.parametrize(
    ("make_it", "verb"),
    [
        (waiting, "accept"),
        (waiting, "decline"),
        (waiting, "mark_in_error"),
        (paused, "resume"),
        (paused, "end_early"),
        (paused, "mark_in_error"),
    ],
)
def test_what_waits_no_more_is_not_looked_at_again(sides, make_it, verb):
    referral = make_it(sides)
    make(verb, maker(sides, verb), referral.key)
    stored = Referral.objects.get()
    assert (stored.review_on, stored.expected_start_on) == (None, None)


def test_a_pause_ends_and_the_work_goes_on(sides, browser):
    referral = paused(sides)
    assert "Paused" in get(browser(sides.sender), "referral_detail", referral.key)
    assert make("resume", sides.receiver, referral.key).review_on is None


def test_what_ended_early_tells_the_sender_why(sides, browser):
    page = get(browser(sides.sender), "referral_detail", ended_early(sides).key)
    assert "The client moved away" in page
    assert "She moved to another town." in page


class TestRequestToCancel:
    def test_it_stands_beside_the_state_until_it_is_answered(self, sides, browser):
        referral = asked_to_cancel(sides, waiting(sides))
        assert (referral.status, referral.business_status) == ("on-hold", "waiting-list")
        page = get(browser(sides.receiver), "referral_detail", referral.key)
        assert "The sender asks to cancel" in page
        assert "The client does not want it any more" in page

    def test_confirmed_it_ends_the_case_that_the_acceptance_opened(self, sides):
        referral = asked_to_cancel(sides, started(sides))
        ended = make("confirm_cancellation", sides.receiver, referral.key)
        assert (ended.status, ended.reason) == ("cancelled", "client_withdrew")
        assert Case.objects.get(pk=ended.receiver_case_id).status == Case.Status.CLOSED
        assert CancellationRequest.objects.get().answer == "confirmed"

    @pytest.mark.parametrize(
        ("verb", "side", "answer"),
        [
            ("retract_cancellation", "sender", "retracted"),
            ("refuse_cancellation", "receiver", "refused"),
        ],
    )
    def test_otherwise_all_goes_on_and_it_can_be_asked_again(self, sides, verb, side, answer):
        referral = asked_to_cancel(sides, started(sides))
        after = make(verb, getattr(sides, side), referral.key)
        assert after.status == "in-progress"
        assert open_request_to_cancel(after) is None
        assert CancellationRequest.objects.get().answer == answer
        assert open_request_to_cancel(asked_to_cancel(sides, after)) is not None

    def test_work_that_ends_meanwhile_answers_it(self, sides):
        referral = asked_to_cancel(sides, started(sides))
        assert make("complete", sides.receiver, referral.key).status == "completed"
        assert CancellationRequest.objects.get().answer == "ended"


class TestEnteredInError:
    @pytest.mark.parametrize("place", [place for place in IN_PLACE if place[1]])
    def test_the_receiver_loses_sight_of_the_content(self, sides, browser, place):
        name = "Kanariakuusama"
        sides = sides.another_client(family_name=name)
        referral = IN_PLACE[place](sides, shared_fields=["name", "purpose"])
        make("mark_in_error", sides.sender, referral.key, comment="Kommenttikanaria")
        referral.refresh_from_db()
        assert contents(sides.receiver, referral).values == []
        page = get(browser(sides.receiver), "referral_detail", referral.key)
        assert "entered in error" in page
        assert "Kommenttikanaria" not in page
        if referral.receiver_case is None:
            assert name not in page
        assert name in get(browser(sides.sender), "referral_detail", referral.key)

    def test_it_is_in_no_list_unless_looked_for(self, sides):
        referral = in_error(sides)
        assert list(inbox(sides.receiver)) == list(sent_list(sides.sender)) == []
        assert list(inbox(sides.receiver, state="entered-in-error")) == [referral]
        assert list(sent_list(sides.sender, state="entered-in-error")) == [referral]

    def test_what_was_never_sent_stays_unknown_to_the_other_side(self, sides, browser):
        orgs.member(sides.receiver.organisation, Role.MANAGER)
        referral = make("mark_in_error", sides.sender, draft(sides).key)
        outbox.deliver_waiting()
        assert mail.outbox == []
        get(browser(sides.receiver), "referral_detail", referral.key, status=404)
        assert "Wants to speak" in get(browser(sides.sender), "referral_detail", referral.key)


class TestReferringAgain:
    def test_a_draft_with_the_same_content_is_tied_to_the_ended_one(self, sides, browser):
        ended = declined(sides)
        answer = post(
            browser(sides.sender),
            "referral_move",
            ended.key,
            "reopen",
            **move_fields(ended, comment="She has time now."),
        )
        again = Referral.objects.get(replaces=ended)
        assert answer.url.endswith(f"/{again.key}/")
        assert (again.status, again.purpose) == ("draft", ended.purpose)
        assert again.share_set.fields == ended.share_set.fields
        assert again.number in get(browser(sides.sender), "referral_detail", ended.key)
        assert ended.number in get(browser(sides.sender), "referral_detail", again.key)
        # The other side hears of it when it is sent.
        assert again.number not in get(browser(sides.receiver), "referral_detail", ended.key)

    def test_nothing_is_written_where_the_client_is_referred_there_already(self, sides):
        ended = declined(sides)
        sent(sides)
        version = Referral.objects.get(pk=ended.pk).version
        with pytest.raises(ValidationError, match="referred to this activity already"):
            make("reopen", sides.sender, ended.key)
        assert Referral.objects.get(pk=ended.pk).version == version


class TestResponsibleWorker:
    def test_each_has_had_their_time(self, sides):
        referral = accepted(sides)
        manager = orgs.actor(sides.receiver.organisation, Role.MANAGER)
        other = orgs.member(sides.receiver.organisation, Role.WORKER)
        make("reassign", manager, referral.key, responsible_worker=other)
        now, before = Referral.objects.get().assignments.all()
        assert (now.worker, now.until, now.assigned_by) == (other, None, manager.user)
        assert (before.worker, before.until) == (sides.receiver.user, now.since)

    def test_a_worker_cannot_give_a_client_away(self, sides):
        referral = accepted(sides)
        other = orgs.member(sides.receiver.organisation, Role.WORKER)
        with pytest.raises(Http404):
            make("reassign", sides.receiver, referral.key, responsible_worker=other)


def test_a_question_is_gone_with_the_clients_of_both_sides(sides):
    """As any comment: nothing of it stays when nobody has the client any more."""
    asked(sides)
    personal_data.erase(CLIENT, sides.case.person_id)
    assert set(MoveComment.objects.values_list("text", flat=True)) == {""}
