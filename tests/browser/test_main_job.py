"""The main job in a browser: a resident finds an activity, a worker of an authority refers a client
to it in Finnish at a desk, a worker of the association answers and reports in Arabic on a phone."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from activities.models import Activity
from orgs.models import Role
from orgs.services.organisations import add_member
from polku.record import outbox
from referrals.exchange.models import Referral
from referrals.exchange.states import Status
from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP, PHONE
from tests.factories import activities, content, orgs

PASSWORD = "a-long-password-of-the-tests"


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
    for language, organisation, email in (
        ("fi", orgs.organisation("employment_authority"), "authority@example.org"),
        ("ar", association, "association@example.org"),
    ):
        user = orgs.user(email=email, language=language)
        user.set_password(PASSWORD)
        user.save()
        add_member(organisation=organisation, user=user, role=Role.WORKER)
    return activities.of(page)


def sign_in(page, email: str) -> None:
    page.goto("/account/login/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/desk/**")


def is_whole(page) -> None:
    """Nothing is wider than the screen, and axe has nothing to say."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
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


def test_a_client_is_referred_accepted_and_reported(house, watched):
    today = timezone.localdate()
    with watched(DESKTOP) as page:
        sign_in(page, "authority@example.org")
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

    with watched(PHONE, language="ar") as page:
        sign_in(page, "association@example.org")
        page.goto("/desk/inbox/")
        assert page.locator("html").get_attribute("dir") == "rtl"
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
    with watched(DESKTOP) as page:
        sign_in(page, "authority@example.org")
        page.goto(place)
        assert "تتكلم الفنلندية أكثر الآن." in page.locator("main").inner_text()
        is_whole(page)
