"""A worker is answered in their own language, also where Django has no words for it."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import translation

from tests.factories.referrals import Sides, accepted, received, started

pytestmark = pytest.mark.django_db

LONG = "x" * 20_001
CLIENT = {
    "nothing": {"given_name": ""},
    "nonsense": {
        "birth_date": "soon",
        "language": "xx",
        "municipality": "nowhere",
        "email": "no address",
        "family_name": "N\0oor",
        "address": LONG,
    },
}
REFERRAL = {
    "nonsense": {
        "purpose": LONG,
        "shared_fields": ["everything"],
        "legal_basis": "habit",
        "urgency": "very",
        "answer_due_on": "soon",
        "request_id": "1",
        "version": "first",
    }
}
MOVES = {
    "accept": (received, {"responsible_worker": "0", "first_contact_on": "soon", "comment": LONG}),
    "decline": (received, {"reason": "rain", "comment": LONG}),
    "start": (accepted, {"first_contact_on": ""}),
    "complete": (started, {"visits": "-1", "outcome": "fine", "ended_on": "soon", "report": LONG}),
}


@pytest.fixture
def sides() -> Sides:
    return Sides()


def mistakes(browser, side, language: str, url: str, data: dict) -> set[str]:
    """The sentences that a form answers with."""
    side.user.language = language
    side.user.save()
    response = browser(side).post(url, data)
    assert response.status_code == 200
    with translation.override(language):
        errors = response.context["form"].errors.values()
        return {str(sentence) for sentences in errors for sentence in sentences}


def assert_apart(browser, side, url: str, data: dict):
    somali, finnish, english = (
        mistakes(browser, side, language, url, data) for language in ("so", "fi", "en")
    )
    assert len(somali) >= 1
    assert somali & (finnish | english) == set()


@pytest.mark.parametrize("data", CLIENT.values(), ids=CLIENT)
def test_mistakes_in_a_client_are_named_in_somali(sides, browser, data):
    assert_apart(browser, sides.sender, reverse("desk:client_new"), data)


@pytest.mark.parametrize("data", REFERRAL.values(), ids=REFERRAL)
def test_mistakes_in_a_referral_are_named_in_somali(sides, browser, data):
    chosen = (sides.case.person.key, sides.activity.translation_key)
    url = reverse("desk:referral_new", args=chosen)
    assert_apart(browser, sides.sender, url, data | {"action": "send"})


@pytest.mark.parametrize("verb", MOVES)
def test_mistakes_in_a_move_are_named_in_somali(sides, browser, verb):
    make, data = MOVES[verb]
    referral = make(sides)
    data = {"version": referral.version, "request_id": uuid4()} | data
    url = reverse("desk:referral_move", args=[referral.key, verb])
    assert_apart(browser, sides.receiver, url, data)
