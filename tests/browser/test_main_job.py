"""The main job in a browser: a resident finds an activity, a worker of an authority refers a client
to it, a worker of the association answers and reports, a coordinator sees it counted; in Finnish
and in Arabic, at a desk and on a phone."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from activities.models import Activity
from orgs.models import Role, User
from orgs.services.organisations import add_member
from polku.record import outbox
from referrals.exchange.models import Referral
from referrals.exchange.states import Status
from tests.browser.axe import is_within_the_window, violations
from tests.browser.conftest import DESKTOP, PHONE
from tests.factories import activities, content, orgs


@pytest.fixture
def house(transactional_db, settings) -> Activity:
    settings.POLKU_SECOND_FACTOR_REQUIRED = False
    content.site_tree()
    association = orgs.organisation("association", name="Birch Association")
    page = activities.page(
        association,
        title="Kielikahvila",
        summary="Jutellaan suomeksi.",
        takes_referrals=True,
        themes=["language"],
        municipality=orgs.area("837"),
    )
    activities.translate(page, "ar", title="مقهى اللغة", summary="نتحدث بالفنلندية.")
    municipality = orgs.organisation("municipality")
    municipality.areas.add(orgs.area("837"))
    for organisation, email, role in (
        (orgs.organisation("employment_authority"), "authority@example.org", Role.WORKER),
        (association, "association@example.org", Role.WORKER),
        (municipality, "coordinator@example.org", Role.COORDINATOR),
    ):
        add_member(organisation=organisation, user=orgs.user(email=email), role=role)
    return activities.of(page)


def sign_in(page, email: str, language: str) -> None:
    User.objects.filter(email=email).update(language=language)
    page.goto("/account/login/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", orgs.PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/desk/**")


def is_whole(page) -> None:
    """Nothing is wider than the screen, and axe has nothing to say."""
    assert is_within_the_window(page)
    assert violations(page) == []


def send(page) -> None:
    page.locator("main form[method=post] [type=submit]").last.click()


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize(
    ("language", "title", "direction"), [("fi", "Kielikahvila", "ltr"), ("ar", "مقهى اللغة", "rtl")]
)
def test_a_resident_finds_the_activity(house, watched, viewport, language, title, direction):
    with watched(viewport, language=language) as page:
        page.goto(f"/{language}/activities/")
        assert page.locator("html").get_attribute("dir") == direction
        page.fill("[name=q]", title.split()[0])
        page.press("[name=q]", "Enter")
        page.wait_for_url(re.compile(r"[?&]q="))
        is_whole(page)
        page.goto(page.url)
        page.get_by_role("link", name=title, exact=True).click()
        page.get_by_role("heading", level=1, name=title).wait_for()
        is_whole(page)


FINNISH_DESK = ("fi", DESKTOP)
ARABIC_PHONE = ("ar", PHONE)


@pytest.mark.parametrize(
    ("sender", "receiver"),
    [
        pytest.param(FINNISH_DESK, ARABIC_PHONE, id="desk-to-phone"),
        pytest.param(ARABIC_PHONE, FINNISH_DESK, id="phone-to-desk"),
    ],
)
def test_a_client_is_referred_accepted_reported_and_counted(house, watched, sender, receiver):
    today = timezone.localdate()
    language, viewport = sender
    with watched(viewport, language=language) as page:
        sign_in(page, "authority@example.org", language)
        page.goto("/desk/clients/new/")
        page.fill("[name=given_name]", "Amina")
        page.fill("[name=family_name]", "Noor")
        page.select_option("[name=language]", "so")
        send(page)
        page.wait_for_url(re.compile(r"/desk/clients/[0-9a-f-]{36}/$"))
        client = page.url
        page.goto(f"{client}refer/{house.translation_key}/")
        page.fill("[name=purpose]", "Toivoo seuraa, jonka kanssa puhua suomea.")
        page.check("[name=shared_fields][value=name]")
        page.locator("[name=legal_basis][value=integration_act]").check()
        page.locator("button[name=action][value=send]").click()
        page.wait_for_url(re.compile(r"/desk/referrals/[0-9a-f-]{36}/$"))
        place = page.url
        is_whole(page)

    language, viewport = receiver
    with watched(viewport, language=language) as page:
        sign_in(page, "association@example.org", language)
        page.goto("/desk/inbox/")
        assert page.locator("html").get_attribute("lang") == language
        is_whole(page)
        page.goto(place)
        assert "Amina Noor" in page.locator("main").inner_text()
        is_whole(page)
        page.goto(f"{place}accept/")
        page.locator("[name=responsible_worker]").select_option(index=1)
        page.fill("[name=first_contact_on]", (today + timedelta(days=3)).isoformat())
        send(page)
        page.wait_for_url(place)
        page.goto(f"{place}start/")
        page.fill("[name=first_contact_on]", today.isoformat())
        send(page)
        page.wait_for_url(place)
        page.goto(f"{place}complete/")
        page.locator("[name=outcome][value=achieved]").check()
        page.fill("[name=began_on]", today.isoformat())
        page.fill("[name=ended_on]", today.isoformat())
        page.fill("[name=visits]", "4")
        page.fill("[name=report]", "تتكلم الفنلندية أكثر الآن.")
        send(page)
        page.wait_for_url(place)

    assert Referral.objects.get().status == Status.COMPLETED
    outbox.deliver_waiting()
    language, viewport = sender
    with watched(viewport, language=language) as page:
        sign_in(page, "authority@example.org", language)
        page.goto(place)
        assert "تتكلم الفنلندية أكثر الآن." in page.locator("main").inner_text()
        is_whole(page)

    with watched(viewport, language=language) as page:
        sign_in(page, "coordinator@example.org", language)
        page.goto("/desk/statistics/")
        assert "Noor" not in page.locator("main").inner_text()
        is_whole(page)
