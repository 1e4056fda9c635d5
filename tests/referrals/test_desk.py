"""The workspace over HTTP: the referral of a client from the first page to the report."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from referrals.consent.models import Consent
from referrals.exchange.models import Referral
from referrals.exchange.states import Side, Status, moves_from
from tests.factories.referrals import (
    IN_STATE,
    Sides,
    declined,
    draft,
    received,
    sent,
)
from tests.referrals.desk_pages import get, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def sides() -> Sides:
    return Sides()


def hidden(browser, name: str, *args) -> dict:
    """The version and the request id that the form of a page carries."""
    form = browser.get(reverse(f"desk:{name}", args=args)).context["form"]
    return {key: form[key].value() or "" for key in ("version", "request_id")}


def move_fields(referral: Referral, **values) -> dict:
    return {"version": referral.version, "request_id": uuid4()} | values


def test_the_whole_way_from_client_to_report(sides, browser):
    authority, association = browser(sides.sender), browser(sides.receiver)
    today = timezone.localdate()

    response = post(
        authority,
        "client_new",
        given_name="Amina",
        family_name="Noor",
        language="so",
        phone="+358401234567",
    )
    person = sides.sender.organisation.held_people.get(given_name="Amina")
    assert response.url == reverse("desk:client_detail", args=[person.key])
    assert "Refer to an activity" in get(authority, "client_detail", person.key)

    found = get(authority, "client_refer", person.key, q="café")
    assert "Language café" in found
    # It can be printed for the client, in words that the client reads.
    assert f'href="/{person.language}/handout/activity/' in found
    assert "Language café" not in get(authority, "client_refer", person.key, q="swimming")
    chosen = (person.key, sides.activity.translation_key)
    written = {
        "purpose": "Hopes to find people to talk Finnish with.",
        "shared_fields": ["name", "purpose"],
        "legal_basis": "integration_act",
        "urgency": "routine",
        "answer_due_on": today + timedelta(days=7),
    }
    ids = hidden(authority, "referral_new", *chosen)
    response = post(authority, "referral_new", *chosen, **written, **ids, action="preview")
    page = response.content.decode()
    assert "Hopes to find people" in page
    assert "Amina Noor" in page
    assert "401234567" not in page
    assert Referral.objects.count() == 0

    response = post(authority, "referral_new", *chosen, **written, **ids, action="send")
    referral = Referral.objects.get()
    assert response.url == reverse("desk:referral_detail", args=[referral.key])
    assert referral.status == Status.REQUESTED

    assert "Name in the referral" in get(association, "inbox")
    page = get(association, "referral_detail", referral.key)
    assert "Amina Noor" in page
    assert "Hopes to find people" in page
    assert "401234567" not in page
    assert "Under review" in get(authority, "referral_detail", referral.key)

    referral.refresh_from_db()
    response = post(
        association,
        "referral_move",
        referral.key,
        "accept",
        **move_fields(
            referral,
            responsible_worker=sides.receiver.user.pk,
            first_contact_on=today,
            comment="Welcome on Thursday.",
        ),
    )
    assert response.status_code == 302
    assert "Amina Noor" in get(association, "inbox")
    assert "Welcome on Thursday." in get(authority, "referral_detail", referral.key)

    referral.refresh_from_db()
    post(
        association,
        "referral_move",
        referral.key,
        "start",
        **move_fields(referral, first_contact_on=today),
    )
    referral.refresh_from_db()
    post(
        association,
        "referral_move",
        referral.key,
        "complete",
        **move_fields(
            referral,
            outcome="achieved",
            began_on=today,
            ended_on=today,
            visits=5,
            report="She speaks a lot more now.",
        ),
    )
    page = get(authority, "referral_detail", referral.key)
    assert "She speaks a lot more now." in page
    assert "Completed" in page


@pytest.mark.parametrize("state", Status.values)
def test_each_side_is_offered_its_own_moves(sides, browser, state):
    referral = IN_STATE[state](sides)
    for actor, side in ((sides.sender, Side.SENDER), (sides.receiver, Side.RECEIVER)):
        url = reverse("desk:referral_detail", args=[referral.key])
        response = browser(actor).get(url)
        if state == Status.DRAFT and side == Side.RECEIVER:
            assert response.status_code == 404
            continue
        referral.refresh_from_db()
        expected = [
            move.verb
            for move in moves_from(referral.status, referral.business_status, side)
            if not move.managers_only
        ]
        assert [move.verb for move in response.context["available_moves"]] == expected
        for move in response.context["available_moves"]:
            assert str(move.definition) in response.content.decode()


def test_the_first_look_of_the_receiver_is_seen_by_the_sender(sides, browser):
    referral = sent(sides)
    get(browser(sides.sender), "referral_detail", referral.key)
    assert Referral.objects.get().status == Status.REQUESTED
    for _time in range(2):
        get(browser(sides.receiver), "referral_detail", referral.key)
    assert Referral.objects.get().status == Status.RECEIVED
    assert "Opened" in get(browser(sides.sender), "referral_detail", referral.key)


def test_an_older_version_is_answered_by_409_with_both(sides, browser):
    referral = sent(sides)
    typed = move_fields(referral, reason="other", comment="A long thought that I had.")
    get(browser(sides.receiver), "referral_detail", referral.key)
    response = post(browser(sides.receiver), "referral_move", referral.key, "decline", **typed)
    page = response.content.decode()
    assert response.status_code == 409
    assert (
        f"You had read version {referral.version}; now it is version {referral.version + 1}."
        in page
    )
    assert "A long thought that I had." in page
    assert Referral.objects.get().status == Status.RECEIVED


def test_a_move_that_is_not_possible_now_is_answered_by_409(sides, browser):
    referral = declined(sides)
    url = reverse("desk:referral_move", args=[referral.key, "accept"])
    assert browser(sides.receiver).get(url).status_code == 409


def test_the_same_form_sent_twice_is_one_move(sides, browser):
    referral = received(sides)
    once = move_fields(referral, reason="no_capacity")
    for _time in range(2):
        response = post(browser(sides.receiver), "referral_move", referral.key, "decline", **once)
        assert response.url == reverse("desk:referral_detail", args=[referral.key])
    assert Referral.objects.get().moves.filter(verb="decline").count() == 1


def test_a_new_referral_sent_twice_is_one_referral(sides, browser):
    authority = browser(sides.sender)
    chosen = (sides.case.person.key, sides.activity.translation_key)
    written = {
        "purpose": "Hopes to find people to talk with.",
        "shared_fields": ["purpose"],
        "legal_basis": "integration_act",
        "urgency": "routine",
        "answer_due_on": timezone.localdate() + timedelta(days=7),
    } | hidden(authority, "referral_new", *chosen)
    urls = {
        post(authority, "referral_new", *chosen, **written, action="send").url for _time in range(2)
    }
    assert urls == {reverse("desk:referral_detail", args=[Referral.objects.get().key])}


def test_what_was_typed_stays_when_something_is_missing(sides, browser):
    authority = browser(sides.sender)
    chosen = (sides.case.person.key, sides.activity.translation_key)
    response = post(
        authority,
        "referral_new",
        *chosen,
        purpose="A purpose that took thought.",
        urgency="urgent",
        action="send",
        **hidden(authority, "referral_new", *chosen),
    )
    page = response.content.decode()
    assert "A purpose that took thought." in page
    assert "Choose what goes along to the organisation." in page
    assert Referral.objects.count() == 0


def test_a_draft_is_changed_and_sent(sides, browser):
    referral = draft(sides, purpose="First words.", legal_basis="")
    authority = browser(sides.sender)
    assert "First words." in get(authority, "referral_edit", referral.key)
    ids = hidden(authority, "referral_edit", referral.key)
    written = {
        "purpose": "Second words.",
        "shared_fields": ["purpose", "language"],
        "legal_basis": "employment_act",
        "urgency": "urgent",
        "answer_due_on": timezone.localdate(),
    }
    post(authority, "referral_edit", referral.key, **written, **ids, action="save")
    assert Referral.objects.get().purpose == "Second words."
    assert Referral.objects.get().status == Status.DRAFT
    response = post(authority, "referral_edit", referral.key, **written, **ids, action="save")
    assert response.status_code == 409
    ids = hidden(authority, "referral_edit", referral.key)
    detail = reverse("desk:referral_detail", args=[referral.key])
    for _time in range(2):
        response = post(authority, "referral_edit", referral.key, **written, **ids, action="send")
        assert response.url == detail
    assert Referral.objects.get().status == Status.REQUESTED
    assert get(authority, "referral_edit", referral.key, status=409)


def test_consent_is_written_down_with_the_referral(sides, browser):
    authority = browser(sides.sender)
    chosen = (sides.case.person.key, sides.activity.translation_key)
    written = {
        "purpose": "Hopes to find people to talk with.",
        "shared_fields": ["name", "purpose"],
        "legal_basis": "consent",
        "urgency": "routine",
        "answer_due_on": timezone.localdate(),
    } | hidden(authority, "referral_new", *chosen)
    response = post(authority, "referral_new", *chosen, **written, action="send")
    assert "Ask the client for consent" in response.content.decode()
    response = post(
        authority, "referral_new", *chosen, **written, consent_form="spoken", action="send"
    )
    assert response.content.decode().count("Write this down of the consent.") == 4
    response = post(
        authority,
        "referral_new",
        *chosen,
        **written,
        consent_form="spoken",
        consent_language="ar",
        consent_given_on=timezone.localdate(),
        action="send",
    )
    consent = Consent.objects.get()
    assert (consent.form, consent.language, consent.receiver) == (
        "spoken",
        "ar",
        sides.receiver.organisation,
    )
    assert Referral.objects.get().disclosure.legal_basis == "consent"
