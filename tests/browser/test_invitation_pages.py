"""The way of an invited person on a phone, from right to left."""

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail

from orgs.services import invitations, organisations
from polku.record import outbox
from tests.browser.axe import is_within_the_window, violations
from tests.browser.conftest import PHONE
from tests.factories import content, orgs


@pytest.fixture
def page(browser, live_server):
    context = browser.new_context(base_url=live_server.url, viewport=PHONE)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def link(live_server) -> str:
    content.site_tree(["fi", "ar"])
    organisation = organisations.found_organisation(
        name="Jasmiini ry", slug="jasmiini", kind="immigrant_association", language="fi"
    )
    manager = orgs.user(first_name="Meri", last_name="Lahti")
    organisations.add_member(organisation=organisation, user=manager, role="manager")
    invitations.invite(
        organisation=organisation,
        email="rima@example.org",
        roles=["editor", "manager"],
        language="ar",
        by=manager,
    )
    outbox.deliver_waiting()
    (sent,) = [one for one in mail.outbox if one.to == ["rima@example.org"]]
    return next(line for line in sent.body.split() if "/account/invitation/" in line)


def test_an_invited_person_comes_in_on_a_phone(page, link, settings):
    settings.POLKU_SECOND_FACTOR_REQUIRED = True
    page.goto(link[link.index("/account/") :])
    _looks_right(page)
    page.fill("[name=first_name]", "Rima")
    page.fill("[name=last_name]", "Sarraj")
    page.fill("[name=password]", "kuusi vihreää saapasta")
    page.fill("[name=again]", "kuusi vihreää saapasta")
    page.press("[name=again]", "Enter")
    page.wait_for_url("**/account/second-factor/")
    _looks_right(page)
    page.click("a[href='/account/2fa/webauthn/add/']")
    page.wait_for_url("**/webauthn/add/")
    _looks_right(page)
    page.click("a[href='/account/2fa/totp/activate/']")
    page.wait_for_url("**/totp/activate/")
    _looks_right(page)
    secret = page.locator("#authenticator_secret").input_value()
    page.fill("[name=code]", format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    page.press("[name=code]", "Enter")
    page.wait_for_url("**/recovery-codes/")
    _looks_right(page)
    page.click("a[href='/account/second-factor/']")
    page.wait_for_url("**/editor/**")
    page.goto("/editor/members/")
    _looks_right(page)
    page.goto("/editor/members/invite/")
    _looks_right(page)


def _looks_right(page) -> None:
    """From right to left, within the width of the phone, and without a known barrier."""
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert is_within_the_window(page), page.url
    assert violations(page) == []
