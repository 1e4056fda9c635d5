"""The second factor in a browser, under the site's own content security policy."""

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache

from tests.browser.axe import violations
from tests.factories import orgs


@pytest.fixture
def page(browser, live_server):
    """By the name of the machine: a passkey belongs to a name, never to a number."""
    context = browser.new_context(base_url=live_server.url.replace("127.0.0.1", "localhost"))
    context.set_default_timeout(15_000)
    heard = []
    context.on("console", lambda message: heard.append(message.text))
    yield context.new_page()
    context.close()
    assert [text for text in heard if "Content Security Policy" in text] == []


@pytest.fixture
def worker(live_server):
    return orgs.member(orgs.organisation(), "worker", language="en")


def sign_in(page, worker) -> None:
    page.goto("/account/login/")
    page.fill("[name=login]", worker.email)
    page.fill("[name=password]", orgs.PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_load_state()


def confirm_password(page) -> None:
    """What guards the second factor asks for the password again."""
    if "reauthenticate" in page.url:
        page.fill("[name=password]", orgs.PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_load_state()


def test_a_code_of_an_app_opens_the_workspace(page, worker):
    sign_in(page, worker)
    page.goto("/desk/")
    assert page.url.endswith("/account/second-factor/")
    assert violations(page) == []
    page.goto("/account/2fa/totp/activate/")
    confirm_password(page)
    assert page.locator("img").first.evaluate("image => image.naturalWidth") > 0
    secret = page.locator("#authenticator_secret").input_value()
    page.fill("[name=code]", _code(secret))
    page.press("[name=code]", "Enter")
    page.wait_for_url("**/recovery-codes/")
    assert violations(page) == []
    page.click("a[href='/account/second-factor/']")
    page.wait_for_url("**/desk/**")
    page.context.clear_cookies()
    cache.clear()  # half a minute later: the same code counts once
    sign_in(page, worker)
    page.fill("[name=code]", _code(secret))
    page.press("[name=code]", "Enter")
    page.wait_for_url("**/desk/**")


def test_a_passkey_signs_in_by_itself(page, worker):
    _attach_authenticator(page)
    sign_in(page, worker)
    page.goto("/account/2fa/webauthn/add/")
    confirm_password(page)
    page.fill("[name=name]", "My key")
    page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(lambda url: "webauthn/add" not in url)
    page.context.clear_cookies()
    page.goto("/account/login/")
    page.click("#passkey_login")
    page.wait_for_url("**/desk/**")


def _code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def _attach_authenticator(page) -> None:
    """A security key of the browser's own, which says yes to everything."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
