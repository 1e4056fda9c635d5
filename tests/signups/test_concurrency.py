"""Many people sign up at the same moment, each over a connection of their own."""

import re
import threading
from collections import Counter
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit
from urllib.request import urlopen

import pytest
from django.db import connection

from activities.signups.models import SignUp
from activities.signups.services import signing_up
from activities.signups.states import Status
from tests.factories import signups

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE, PLACES = 50, 10


def at_once(*calls, ready=lambda: connection.ensure_connection()) -> list:
    """What each call gives, all made at the same moment in threads of their own, each of which is
    ready then: it has a connection to the database."""
    barrier = threading.Barrier(len(calls))
    answers: list = [None] * len(calls)

    def run(place, call):
        try:
            ready()
            barrier.wait(timeout=60)
            answers[place] = call()
        except Exception as fault:
            answers[place] = fault
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.parametrize("sign_up", ["date", "series"])
def test_ten_of_fifty_get_the_ten_places_and_forty_wait_in_order_of_arrival(house, sign_up):
    activity = signups.activity(house, sign_up=sign_up, capacity=PLACES)
    made = at_once(
        *(
            lambda name=f"Number {number}": signups.sign_up(activity, name=name)
            for number in range(PEOPLE)
        )
    )
    assert [one for one in made if not isinstance(one, SignUp)] == []
    assert Counter(one.status for one in made) == {
        Status.CONFIRMED: PLACES,
        Status.WAITING: PEOPLE - PLACES,
    }
    arrived = sorted(made, key=lambda one: one.made_at)
    assert [one.pk for one in arrived] == sorted(one.pk for one in made)
    assert {one.status for one in arrived[:PLACES]} == {Status.CONFIRMED}
    assert {one.status for one in arrived[PLACES:]} == {Status.WAITING}
    row = signups.date_of(activity) if sign_up == "date" else activity
    row.refresh_from_db()
    assert row.places_left == 0

    # All ten leave at the same moment, and the ten who came next are asked.
    left = at_once(
        *(lambda pk=one.pk: signing_up.cancel(sign_up_id=pk) for one in arrived[:PLACES])
    )
    assert [one for one in left if not isinstance(one, SignUp)] == []
    now = list(SignUp.objects.order_by("made_at").values_list("status", flat=True))
    assert now[:PLACES] == [Status.CANCELLED] * PLACES
    assert now[PLACES : 2 * PLACES] == [Status.OFFERED] * PLACES
    assert now[2 * PLACES :] == [Status.WAITING] * (PEOPLE - 2 * PLACES)


def test_fifty_browsers_send_the_form_at_once(house, live_server, settings, monkeypatch):
    """Over HTTP: each browser has opened the form, and all press the button at the same moment."""
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"sign_up": f"{PEOPLE}/h/key"}
    monkeypatch.setattr("polku.base.public_forms.QUICKEST", 0)
    activity = signups.activity(house, language="en", capacity=PLACES)
    date = signups.date_of(activity)
    address = f"{live_server.url}/en/sign-up/{activity.translation_key}/"

    def opened(number: int):
        with urlopen(address) as answer:
            form, cookie = answer.read().decode(), answer.headers["Set-Cookie"].partition(";")[0]
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
        sent = urlencode(hidden | {"name": f"Number {number}", "date": date.pk})
        headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        line = HTTPConnection(urlsplit(address).netloc, timeout=120)
        line.connect()  # the server takes up ten new ones at a moment, not fifty

        def press() -> str:
            line.request("POST", urlsplit(address).path, sent, headers)
            return line.getresponse().headers["Location"]

        return press

    # The connections to the database are the server's.
    places = at_once(*[opened(number) for number in range(PEOPLE)], ready=lambda: None)
    assert [one for one in places if not isinstance(one, str)] == []
    arrived = list(SignUp.objects.order_by("pk"))
    assert len(arrived) == PEOPLE
    assert {one.status for one in arrived[:PLACES]} == {Status.CONFIRMED}
    assert {one.status for one in arrived[PLACES:]} == {Status.WAITING}
    # Each one is told where they stand.
    pages = [urlopen(live_server.url + place).read().decode() for place in places]
    told = {re.search(r"Number \d+", page).group(): page for page in pages}
    for position, one in enumerate(arrived, 1 - PLACES):
        waits = f"You are number {position} on the waiting list."
        assert ("You have a place." if position < 1 else waits) in told[one.name]


def test_the_same_form_sent_twice_at_once_makes_one_sign_up(house):
    activity = signups.activity(house)
    form_id = "9c1ce6f0-6f1d-4b0a-9c39-9a3d5be2f0aa"
    made = at_once(*[lambda: signups.sign_up(activity, form_id=form_id)] * 4)
    assert SignUp.objects.count() == 1
    assert {one.pk for one in made} == {SignUp.objects.get().pk}
    date = signups.date_of(activity)
    assert date.places_left == 9
