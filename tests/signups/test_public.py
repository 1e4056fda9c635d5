"""Somebody signs up, as the browser sends it."""

import re
import time
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from activities.signups.models import SignUp
from activities.signups.services import clock, signing_up
from activities.signups.states import Status
from activities.signups.tasks import mail as mail_job
from polku.base.public_forms import TRAP, new_ticket
from tests.factories import jobs, signups

pytestmark = pytest.mark.django_db


def form_of(activity, **fields) -> dict:
    given = {"name": "Leyla", "ticket": new_ticket(time.time() - 30)}
    if activity.sign_up == "date":
        given["date"] = str(signups.date_of(activity).pk)
    return {name: value for name, value in (given | fields).items() if value is not None}


def address(activity, language: str = "fi") -> str:
    return f"/{language}/sign-up/{activity.translation_key}/"


def send(activity, language: str = "fi", client: Client | None = None, **fields):
    return (client or Client()).post(address(activity, language), form_of(activity, **fields))


def said(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize(("language", "direction"), [("fi", "ltr"), ("ar", "rtl")])
@pytest.mark.parametrize("sign_up", ["date", "series"])
def test_a_person_signs_up_and_gets_a_page_with_a_code(house, sign_up, language, direction):
    activity = signups.activity(house, sign_up=sign_up, title="Kielikahvila")
    page = Client().get(address(activity, language))
    assert f'dir="{direction}"' in said(page)
    assert "no-store" in page.headers["Cache-Control"]
    answer = send(activity, language)
    made = SignUp.objects.get()
    assert (made.status, made.language, made.name) == (Status.CONFIRMED, language, "Leyla")
    assert answer.url == f"/{language}/sign-up/place/{made.code}/"
    own = Client().get(answer.url)
    assert own.status_code == 200
    assert made.code in said(own) and "Kielikahvila" in said(own)
    assert "no-store" in own.headers["Cache-Control"]


def test_the_activity_page_leads_to_the_form_and_tells_what_is_left(house):
    activity = signups.activity(house, capacity=2, language="en")
    page = Client().get(activity.texts.get().page.get_url())
    assert address(activity, "en") in said(page)
    assert "2 places left" in said(page)
    signups.sign_up(activity)
    signups.sign_up(activity)
    assert "full, waiting list" in said(Client().get(activity.texts.get().page.get_url()))


def test_an_activity_without_sign_up_has_no_form_and_no_link(house):
    activity = signups.activity(house, sign_up="", language="en")
    missing = Client().get("/en/sign-up/00000000-0000-4000-8000-000000000000/")
    there = Client().get(address(activity, "en"))
    assert (there.status_code, missing.status_code) == (404, 404)
    assert "sign-up/" not in said(Client().get(activity.texts.get().page.get_url()))


def test_a_double_press_makes_one_sign_up(house):
    activity = signups.activity(house)
    ticket = new_ticket(time.time() - 30)
    answers = {send(activity, ticket=ticket).url for _press in range(2)}
    assert len(answers) == 1
    assert SignUp.objects.count() == 1


@pytest.mark.parametrize(
    "fields",
    [
        lambda: {TRAP: "https://spam.example/"},
        lambda: {"ticket": None},
        lambda: {"ticket": "forged:1"},
        lambda: {"ticket": new_ticket(time.time() + 60)},
        lambda: {"ticket": new_ticket(time.time() - 2 * 24 * 60 * 60)},
    ],
    ids=["trap", "no ticket", "forged ticket", "too quick", "too old"],
)
def test_what_no_person_sends_is_not_taken_but_nothing_typed_is_lost(house, fields):
    activity = signups.activity(house, language="en")
    answer = send(activity, "en", **fields())
    assert answer.status_code == 200
    assert not SignUp.objects.exists()
    assert 'value="Leyla"' in said(answer)


def test_who_was_too_quick_presses_once_more(house, monkeypatch):
    activity = signups.activity(house)
    monkeypatch.setattr("polku.base.public_forms.QUICKEST", 60)
    answer = send(activity, ticket=new_ticket())
    assert not SignUp.objects.exists()
    ticket = answer.context["form"]["ticket"].value()
    # The same form, some seconds later.
    monkeypatch.setattr("polku.base.public_forms.QUICKEST", -60)
    assert send(activity, ticket=ticket).status_code == 302


def test_one_network_cannot_fill_an_activity(house, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"sign_up": "2/h/key"}
    activity = signups.activity(house, language="en")
    statuses = [send(activity, "en").status_code for _time in range(3)]
    assert statuses == [302, 302, 429]
    assert SignUp.objects.count() == 2


def test_a_limit_is_not_forgotten_for_what_else_is_kept(house, settings, client):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"sign_up": "1/h/key"}
    activity = signups.activity(house)
    send(activity)
    for number in range(400):
        caches["cards"].set(f"feeds.card.{number}", b"x")
        caches["default"].set(f"another.{number}", 1)
    assert send(activity).status_code == 429


def test_the_cookie_of_a_form_goes_when_the_browser_is_closed(house, client):
    cookies = client.get(address(signups.activity(house))).cookies
    assert [(name, one["max-age"], one["expires"]) for name, one in cookies.items()] == [
        ("csrftoken", "", "")
    ]


def test_one_network_cannot_fill_all_activities(house, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"sign_ups": "2/h/key"}
    statuses = [send(signups.activity(house)).status_code for _time in range(3)]
    assert statuses == [302, 302, 429]


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("040 123 4567", ("0401234567", "phone")),
        ("+358 (40) 123-4567", ("+358401234567", "phone")),
        ("٠٤٠١٢٣٤٥٦٧", ("0401234567", "phone")),
        ("leyla@example.org", ("leyla@example.org", "email")),
        ("", ("", "")),
    ],
)
def test_a_contact_is_a_phone_number_or_an_address_or_none(house, written, stored):
    activity = signups.activity(house)
    send(activity, contact=written)
    made = SignUp.objects.get()
    assert (made.contact, made.contact_kind) == stored


def test_a_contact_that_is_neither_is_refused_in_plain_words(house):
    activity = signups.activity(house, language="en")
    answer = send(activity, "en", contact="call me")
    assert "Write a phone number, such as" in said(answer)
    assert 'value="call me"' in said(answer)


def test_children_and_other_adults_take_places(house):
    activity = signups.activity(house, capacity=4, sign_up_along=["children", "adults"])
    send(activity, children="2", adults="1")
    assert SignUp.objects.get().places == 4
    assert signups.date_of(activity).places_left == 0


def test_who_comes_late_waits_is_offered_the_place_and_takes_it(house):
    activity = signups.activity(house, capacity=1, language="en")
    first, second = signups.sign_up(activity), signups.with_mail(activity, language="en")
    page = reverse("signups:own", args=[second.code]).replace("/fi/", "/en/")
    assert "You are number 1 on the waiting list." in said(Client().get(page))
    gone = Client().post(f"/en/sign-up/place/{first.code}/cancel/")
    assert gone.status_code == 302
    first.refresh_from_db()
    assert first.status == Status.CANCELLED
    assert "Yes, I take the place" in said(Client().get(page))
    jobs.run_waiting(mail_job)
    assert [one.subject.split(":")[0] for one in mail.outbox] == ["A place is free for you"]
    assert second.code in mail.outbox[0].body
    assert "Leyla" not in mail.outbox[0].body
    Client().post(page)
    second.refresh_from_db()
    assert second.status == Status.CONFIRMED


def test_hours_and_place_of_a_mail_read_right_in_arabic(house):
    activity = signups.activity(house, venue="Library", street_address="Kuusamantie 5")
    signups.with_mail(activity, language="ar")
    jobs.run_waiting(mail_job)
    [sent] = mail.outbox
    assert re.search("\u2066[0-9:]+–[0-9:]+\u2069", sent.body)
    assert "\u2068Library" in sent.body


def test_a_place_that_nobody_takes_in_time_goes_to_the_next(house):
    activity = signups.activity(house, capacity=1)
    first, second, third = (signups.sign_up(activity) for _number in range(3))
    signing_up.cancel(sign_up_id=first.pk)
    clock.expire_offers(timezone.now() + timedelta(days=2, minutes=1))
    for one in (second, third):
        one.refresh_from_db()
    assert (second.status, third.status) == (Status.EXPIRED, Status.OFFERED)


def test_looking_at_the_question_cancels_nothing(house):
    made = signups.sign_up(signups.activity(house))
    assert Client().get(f"/fi/sign-up/place/{made.code}/cancel/").status_code == 200
    made.refresh_from_db()
    assert made.status == Status.CONFIRMED


def test_a_code_on_paper_leads_to_the_place_however_it_is_typed(house):
    made = signups.sign_up(signups.activity(house))
    for typed in (made.code, made.code.lower(), made.code.replace("-", " ")):
        answer = Client().post("/en/sign-up/", {"code": typed})
        assert answer.url == f"/en/sign-up/place/{made.code}/"
    unknown = Client().post("/en/sign-up/", {"code": "0000-0000-0000-0000"})
    assert "We do not know this code." in said(unknown)
    assert Client().get("/en/sign-up/place/0000-0000-0000-0000/").status_code == 404


def test_the_code_of_a_sign_up_stands_in_no_table(house):
    made = signups.sign_up(signups.activity(house))
    row = SignUp.objects.filter(pk=made.pk).values().get()
    assert made.code not in str(row) and made.code.replace("-", "") not in str(row)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"sign_up_from": timezone.localdate() + timedelta(days=2)}, "has not begun yet"),
        ({"sign_up_until": timezone.localdate() - timedelta(days=1)}, "The sign-up is over."),
        ({"sign_up_hours_before": 24 * 8}, "The sign-up is over."),
    ],
)
def test_before_and_after_its_time_the_form_says_so(house, facts, sentence):
    activity = signups.activity(house, language="en", **facts)
    assert sentence in said(Client().get(address(activity, "en")))
    send(activity, "en")
    assert not SignUp.objects.exists()


def test_without_a_waiting_list_full_is_full(house):
    activity = signups.activity(house, capacity=1, sign_up_waiting_list=False, language="en")
    signups.sign_up(activity)
    answer = send(activity, "en")
    assert "All places are taken, and there is no waiting list." in said(answer)
    assert SignUp.objects.count() == 1
