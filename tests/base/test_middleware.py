"""What every answer carries, and which doors open only with a second factor."""

import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import HttpResponse
from django.urls import reverse

from polku.base.middleware import PageLanguage
from tests.factories import content, orgs

PASSWORD = orgs.PASSWORD
LOGIN = "/account/login/"
ACTIVATE = "/account/2fa/totp/activate/"
GATE = "/account/second-factor/"


@pytest.fixture(autouse=True)
def fresh_cache():
    """Attempts and used codes are counted there."""
    cache.clear()


@pytest.fixture
def worker(db):
    return orgs.member(orgs.organisation(), "worker")


def _code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def _sign_in(client, user, password: str = PASSWORD):
    return client.post(LOGIN, {"login": user.email, "password": password})


def _set_up_second_factor(client) -> str:
    """Through the pages, as people do; returns the secret in their app."""
    asked = client.get(ACTIVATE).headers["Location"]
    client.post(asked, {"password": PASSWORD})
    page = client.get(ACTIVATE)
    assert page.status_code == 200, page.headers.get("Location")
    secret = page.context["form"].secret
    assert client.post(ACTIVATE, {"code": _code(secret)}).status_code == 302
    cache.clear()  # half a minute later
    return secret


# The second factor


def test_without_a_second_factor_the_workspace_stays_shut(client, worker):
    assert _sign_in(client, worker).status_code == 302
    for door in ("/desk/", "/desk/referrals/", "/cms/", "/cms/pages/", "/editor/"):
        answer = client.get(door)
        assert (answer.status_code, answer.headers["Location"]) == (302, GATE), door
    assert client.post("/desk/").headers["Location"] == GATE
    page = client.get(GATE)
    assert page.status_code == 200
    assert reverse("mfa_index") in page.content.decode()


def test_after_setting_up_and_signing_in_with_a_code_the_workspace_opens(client, worker):
    _sign_in(client, worker)
    secret = _set_up_second_factor(client)
    client.post("/account/logout/")
    answer = _sign_in(client, worker)
    assert answer.headers["Location"].startswith("/account/2fa/authenticate/")
    # The password alone is no sign-in.
    assert client.get("/desk/").headers["Location"].startswith(LOGIN)
    assert client.post("/account/2fa/authenticate/", {"code": "000000"}).status_code == 200
    answer = client.post("/account/2fa/authenticate/", {"code": _code(secret)})
    assert answer.headers["Location"] == "/desk/"
    assert client.get("/desk/", follow=True).status_code == 200


def test_who_just_set_it_up_is_asked_for_a_code_and_let_in(client, worker):
    _sign_in(client, worker)
    secret = _set_up_second_factor(client)
    assert client.get("/desk/").headers["Location"] == GATE
    asked = client.get(GATE)
    assert asked.headers["Location"] == "/account/2fa/reauthenticate/?next=%2Fdesk%2F"
    answer = client.post(asked.headers["Location"], {"code": _code(secret)})
    assert answer.headers["Location"] == "/desk/"
    assert client.get("/desk/", follow=True).status_code == 200


def test_who_looked_at_their_addresses_can_still_set_it_up(client, worker):
    """allauth notes the address as unverified there, and by itself would refuse from then on."""
    _sign_in(client, worker)
    client.get("/account/email/")
    assert worker.emailaddress_set.filter(verified=False).exists()
    _set_up_second_factor(client)
    assert Authenticator.objects.filter(user=worker, type="totp").exists()


def test_a_recovery_code_opens_once(client, worker):
    _sign_in(client, worker)
    _set_up_second_factor(client)
    client.post("/account/logout/")
    codes = Authenticator.objects.get(user=worker, type="recovery_codes").wrap()
    code = codes.get_unused_codes()[0]
    _sign_in(client, worker)
    assert client.post("/account/2fa/authenticate/", {"code": code}).status_code == 302
    client.post("/account/logout/")
    _sign_in(client, worker)
    assert client.post("/account/2fa/authenticate/", {"code": code}).status_code == 200


def test_the_secret_of_the_second_factor_is_stored_encrypted(client, worker):
    _sign_in(client, worker)
    secret = _set_up_second_factor(client)
    stored = Authenticator.objects.get(user=worker, type="totp").data["secret"]
    assert secret not in stored


def test_a_second_factor_taken_away_closes_the_door_at_once(client, worker):
    _sign_in(client, worker)
    secret = _set_up_second_factor(client)
    client.post("/account/2fa/reauthenticate/?next=/desk/", {"code": _code(secret)})
    assert client.get("/desk/", follow=True).status_code == 200
    Authenticator.objects.filter(user=worker).delete()
    assert client.get("/desk/").headers["Location"] == GATE


def test_switched_off_the_gate_lets_people_pass_and_a_banner_says_so(client, worker, settings):
    settings.POLKU_SECOND_FACTOR_REQUIRED = False
    _sign_in(client, worker)
    page = client.get("/desk/", follow=True)
    assert page.status_code == 200
    assert page.context["demo_banner"] is True
    assert "demo-banner" in page.content.decode()


def test_public_pages_ask_no_second_factor(client, worker):
    content.site_tree(["fi"])
    _sign_in(client, worker)
    assert client.get("/fi/").status_code == 200


# Signing in


def test_the_editors_door_uses_the_same_sign_in(client, db):
    for door in ("/cms/", "/cms/pages/"):
        assert client.get(door).headers["Location"].startswith(LOGIN)
    assert client.get("/cms/login/").templates[0].name == client.get(LOGIN).templates[0].name


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, worker):
    def say(login: str) -> str:
        page = client.post(LOGIN, {"login": login, "password": "wrong"})
        assert page.status_code == 200
        return page.content.decode().replace(login, "").split("csrfmiddlewaretoken")[0]

    known, unknown = say(worker.email), say("nobody@example.org")
    assert known == unknown


def test_asking_for_a_new_password_tells_nobody_who_has_an_account(client, worker, mailoutbox):
    known = client.post("/account/password/reset/", {"email": worker.email})
    assert [mail.to for mail in mailoutbox] == [[worker.email]]
    unknown = client.post("/account/password/reset/", {"email": "nobody@example.org"})
    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )


def test_guessing_is_slowed_down(client, worker):
    for _attempt in range(5):
        assert _sign_in(client, worker, "wrong").status_code == 200
    refused = _sign_in(client, worker)
    assert refused.status_code in (200, 429)
    assert "_auth_user_id" not in client.session


def test_an_address_is_the_same_in_any_case(client, worker):
    answer = client.post(LOGIN, {"login": worker.email.upper(), "password": PASSWORD})
    assert answer.status_code == 302


def test_nobody_signs_up_by_themselves(client, db):
    data = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    assert "signup_closed" in client.get("/account/signup/").templates[0].name
    client.post("/account/signup/", data)
    assert not orgs.User.objects.filter(email="new@example.org").exists()


def test_who_finds_a_browser_signed_in_adds_no_address(client, worker):
    client.force_login(worker)
    answer = client.post("/account/email/", {"email": "thief@example.org", "action_add": ""})
    assert answer.url.startswith("/account/reauthenticate/")
    assert not EmailAddress.objects.filter(email="thief@example.org").exists()


def test_an_account_that_is_closed_cannot_sign_in(client, worker):
    worker.is_active = False
    worker.save()
    _sign_in(client, worker)
    assert "_auth_user_id" not in client.session


def test_each_role_comes_to_its_own_door(client, db, settings):
    settings.POLKU_SECOND_FACTOR_REQUIRED = False
    editor = orgs.member(orgs.organisation(), "editor")
    assert _sign_in(client, editor).headers["Location"] == "/editor/"
    client.logout()
    both = orgs.member(orgs.organisation(), "editor", "worker")
    assert _sign_in(client, both).headers["Location"] == "/desk/"


# What every answer carries


@pytest.mark.parametrize("address", ["/", "/fi/", "/fi/nothing-here/", LOGIN, "/media/none"])
def test_the_policy_allows_nothing_inline_and_nobody_else(client, db, address):
    content.site_tree(["fi"])
    policy = _policy(client.get(address))
    assert policy["default-src"] == "'none'"
    for name, sources in policy.items():
        assert set(sources.split()) <= {"'self'", "'none'", "data:"}, name
    assert "data:" not in policy["script-src"] + policy["style-src"]


def test_the_policy_is_looser_under_the_editors_door_only(client, db):
    assert "'unsafe-inline'" in _policy(client.get("/cms/"))["script-src"]
    assert "'unsafe-inline'" not in _policy(client.get("/fi/cms/"))["script-src"]
    hosts = [source for part in _policy(client.get("/cms/")).values() for source in part.split()]
    assert not [source for source in hosts if "." in source or "*" in source or "//" in source]


def _policy(answer) -> dict[str, str]:
    header = answer.headers["Content-Security-Policy"]
    return dict(part.strip().split(" ", 1) for part in header.split(";"))


def test_an_answer_in_the_readers_language_is_kept_for_such_readers_only(rf):
    """Also where the answer depends on something else already."""
    request = rf.get(LOGIN)
    request.user = AnonymousUser()
    answer = PageLanguage(lambda request: HttpResponse(headers={"Vary": "HX-Request"}))(request)
    vary = {part.strip() for part in answer.headers["Vary"].split(",")}
    assert vary == {"HX-Request", "Accept-Language", "Cookie"}
