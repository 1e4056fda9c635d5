"""A new association in a browser: founded and invited at a desk, its volunteer writes on a phone in
Arabic; what she wrote is sent back, mended, approved and seen; half a year later a mail asks, and
the café moves."""

import re
import time
from datetime import date, timedelta

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings as django_settings
from django.core import mail
from django.utils import timezone

from activities.models import Activity, ActivityPage, Occurrence
from orgs.tasks import mail_of_review
from polku.base.publication import State, state_of
from polku.content.upkeep.models import Review
from polku.content.upkeep.services import review_mail, reviews
from polku.record import outbox
from tests.access.roles import add_second_factor, session_of
from tests.browser.axe import is_within_the_window, violations
from tests.browser.conftest import DESKTOP, PHONE
from tests.factories import content, jobs, orgs

PASSWORD = "kuusi vihreää saapasta"
TITLE = "مقهى اللغة للنساء"
COMMENT = "Kerro vielä, mistä ovesta tullaan sisään."


@pytest.fixture
def site_editor(transactional_db):
    content.site_tree(["fi", "ar"])
    user = orgs.site_editor(language="fi", email="site@example.org")
    add_second_factor(user)
    return user


def test_from_founding_to_the_move_half_a_year_later(site_editor, watched):
    with watched(DESKTOP) as desk, watched(PHONE, language="ar") as phone:
        enter(desk, site_editor)
        found_and_invite(desk)
        come_in(phone, newest_link("rima@example.org", "/account/invitation/"))
        first = a_thursday()
        write(phone, first)
        page = ActivityPage.objects.get()
        assert state_of(page) == State.PENDING

        decide(desk, page, "reject", COMMENT)
        phone.goto("/editor/activities/")
        is_whole(phone)
        phone.get_by_role("link", name=TITLE, exact=True).click()
        assert COMMENT in phone.locator("main").inner_text()
        is_whole(phone)
        phone.fill("[name=directions]", "الباب من جهة الفناء.")
        press(phone, "submit")
        decide(desk, page, "approve")

        page.refresh_from_db()
        assert state_of(page) == State.PUBLISHED
        phone.goto("/ar/activities/")
        phone.get_by_role("link", name=TITLE, exact=True).click()
        shown = phone.locator("main").inner_text()
        assert "Jasmiinitalo" in shown
        assert "الباب من جهة الفناء." in shown
        is_whole(phone)
        assert dates_of(page, 4) == [first + timedelta(weeks=n) for n in (0, 3, 4, 5)]

        half_a_year_later(page)
        phone.goto(newest_link("jasmiini@example.org", "/review/"))
        is_whole(phone)
        phone.click("main a[href*='/editor/activities/']")
        phone.fill("[name=venue]", "Kirjasto")
        press(phone, "submit")
        decide(desk, page, "approve")
        phone.goto(page.get_url())
        assert "Kirjasto" in phone.locator("main").inner_text()
        assert "Jasmiinitalo" not in phone.locator("main").inner_text()
        assert Review.objects.get(page=page).due_on > timezone.localdate() + timedelta(days=170)


def enter(page, user) -> None:
    """As if signed in: how that is done in a browser, test_sign_in tells."""
    name = django_settings.SESSION_COOKIE_NAME
    page.goto("/fi/")
    site = page.evaluate("location.origin")
    page.context.add_cookies([{"name": name, "value": session_of(user), "url": site}])


def found_and_invite(desk) -> None:
    desk.goto("/cms/organisations/new/")
    desk.fill("[name=name]", "Jasmiini")
    desk.fill("[name=slug]", "jasmiini")
    desk.select_option("[name=kind]", "immigrant_association")
    desk.select_option("[name=language]", "ar")
    desk.fill("[name=contact_email]", "jasmiini@example.org")
    choose(desk, "publishing", "reviewed")
    desk.fill("[name=where]", "Tampere")
    desk.locator("main form[method=post] [type=submit]").last.click()
    desk.wait_for_url("**/invite/")
    desk.fill("[name=email]", "rima@example.org")
    desk.check("[name=roles][value=editor]")
    desk.select_option("[name=language]", "ar")
    desk.locator("main form[method=post] [type=submit]").last.click()
    desk.get_by_text("rima@example.org").last.wait_for()


def come_in(phone, link: str) -> None:
    """The account, the second factor, the door."""
    phone.goto(link)
    assert phone.locator("html").get_attribute("dir") == "rtl"
    is_whole(phone)
    phone.fill("[name=first_name]", "Rima")
    phone.fill("[name=last_name]", "Sarraj")
    phone.fill("[name=password]", PASSWORD)
    phone.fill("[name=again]", PASSWORD)
    phone.locator("main form[method=post] [type=submit]").last.click()
    phone.wait_for_url("**/second-factor/")
    is_whole(phone)
    phone.click("a[href*='/totp/activate/']")
    if "reauthenticate" in phone.url:
        phone.fill("[name=password]", PASSWORD)
        phone.press("[name=password]", "Enter")
        phone.wait_for_url("**/totp/activate/**")
    is_whole(phone)
    secret = phone.locator("#authenticator_secret").input_value()
    phone.fill("[name=code]", format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    phone.press("[name=code]", "Enter")
    phone.wait_for_url("**/recovery-codes/")
    is_whole(phone)
    phone.click("a[href='/account/second-factor/']")
    phone.wait_for_url("**/editor/**")


def write(phone, first: date) -> None:
    """A weekly language café with two dates left out."""
    phone.goto("/editor/activities/")
    is_whole(phone)
    phone.goto("/editor/activities/new/")
    is_whole(phone)
    phone.fill("[name=title]", TITLE)
    phone.fill("[name=summary]", "نتحدث بالفنلندية معا.")
    phone.fill("[name=times-0-first_date]", first.isoformat())
    phone.fill("[name=times-0-starts]", "17:00")
    phone.fill("[name=times-0-ends]", "19:00")
    phone.select_option("[name=times-0-repeats]", "weekly")
    phone.locator("#times details summary").first.click()
    left_out = [first + timedelta(weeks=1), first + timedelta(weeks=2)]
    phone.fill("[name=times-0-excluded_dates]", ", ".join(day.isoformat() for day in left_out))
    phone.fill("[name=venue]", "Jasmiinitalo")
    press(phone, "save")
    is_whole(phone)
    assert "17" in phone.locator("#said").inner_text()
    press(phone, "submit")


def press(page, action: str) -> None:
    with page.expect_navigation():
        page.locator(f"main .finish button[value={action}]").click()


def choose(page, name: str, value: str) -> None:
    """In a select or among radio buttons."""
    radio = page.locator(f"[type=radio][name={name}][value={value}]")
    radio.check() if radio.count() else page.select_option(f"[name={name}]", value)


def decide(desk, page: ActivityPage, verb: str, comment: str = "") -> None:
    """In the full editor, as a site editor does."""
    desk.goto(f"/cms/pages/{page.pk}/edit/")
    desk.locator("footer .w-dropdown__toggle, footer [data-w-dropdown-target=toggle]").first.click()
    desk.locator(f"[data-workflow-action-name={verb}]").first.click()
    if comment:
        desk.fill(".modal [name=comment]", comment)
        with desk.expect_navigation():
            desk.locator(".modal [type=submit]").click()
    else:
        desk.wait_for_load_state()


def newest_link(address: str, holding: str) -> str:
    outbox.deliver_waiting()
    jobs.run_waiting(mail_of_review)
    bodies = [one.body for one in mail.outbox if address in one.to and holding in one.body]
    return re.search(rf"https?://[^/\s]+(\S*{holding}\S+)", bodies[-1])[1]


def half_a_year_later(page: ActivityPage) -> None:
    reviews.enrol()
    today = timezone.localdate()
    Review.objects.exclude(page=page).update(due_on=today + timedelta(days=100))
    Review.objects.filter(page=page).update(
        due_on=today, checked_at=timezone.now() - timedelta(days=183)
    )
    assert review_mail.ask() == 1


def a_thursday() -> date:
    today = timezone.localdate()
    return today + timedelta(days=7 + (3 - today.weekday()) % 7)


def dates_of(page: ActivityPage, count: int) -> list[date]:
    activity = Activity.objects.get(translation_key=page.translation_key)
    coming = activity.occurrences.filter(status=Occurrence.Status.SCHEDULED)
    return [one.local_date for one in coming.order_by("starts_at")[:count]]


def is_whole(page) -> None:
    """Nothing is wider than the screen, and axe has nothing to say; it leaves the page anew, since
    it writes other letters into Arabic words."""
    assert is_within_the_window(page)
    assert violations(page) == []
    page.goto(page.url)
