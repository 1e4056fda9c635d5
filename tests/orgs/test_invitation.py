"""From an invitation to the first page behind the door, in the person's language."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone, translation

from orgs.models import Invitation, Membership, Role, User
from orgs.services import invitations, organisations
from polku.record import outbox
from polku.record.models import AuditEntry, OutboxEvent
from tests.factories import content, orgs

pytestmark = pytest.mark.django_db
PASSWORD = "kuusi vihreää saapasta"


@pytest.fixture(autouse=True)
def nobody_has_tried():
    cache.clear()


@pytest.fixture
def organisation():
    content.site_tree(["fi", "ar"])
    return organisations.found_organisation(
        name="Aamu", slug="aamu", kind="association", language="fi"
    )


@pytest.fixture
def manager(organisation):
    user = orgs.user(first_name="Meri", last_name="Lahti")
    organisations.add_member(organisation=organisation, user=user, role="manager")
    return user


@pytest.fixture
def invite(organisation, manager):
    """Invites and returns the invitation with the link from the mail."""

    def send(email="uusi@example.org", roles=("editor",), language="ar") -> tuple:
        made = invitations.invite(
            organisation=organisation, email=email, roles=roles, language=language, by=manager
        )
        return made, _link()

    return send


def _link() -> str:
    """What the newest mail leads to."""
    mail.outbox = []
    outbox.deliver_waiting()
    (sent,) = [one for one in mail.outbox if "/account/invitation/" in one.body]
    return re.search(r"/account/invitation/\S+/", sent.body)[0]


def _account(**given) -> dict:
    return {
        "first_name": "Rima",
        "last_name": "Sarraj",
        "language": "ar",
        "password": PASSWORD,
        "again": PASSWORD,
    } | given


# The mail


def test_the_mail_comes_in_the_language_of_the_invited_person(organisation, manager, settings):
    for language, words in (("fi", "14 päivää"), ("ar", "بولكو"), ("en", "14 days")):
        invitations.invite(
            organisation=organisation,
            email=f"{language}@example.org",
            roles=["editor"],
            language=language,
            by=manager,
        )
        _link()
        (sent,) = [one for one in mail.outbox if one.to == [f"{language}@example.org"]]
        assert "Aamu" in sent.subject
        assert "Meri Lahti" in sent.body
        assert settings.POLKU_BASE_URL in sent.body
        if language == "en":
            assert words in sent.body


def test_the_secret_of_the_link_is_stored_nowhere(invite):
    made, link = invite()
    token = link.split("/")[-2]
    made.refresh_from_db()
    assert made.digest == invitations.digest_of(token)
    stored = [str(row) for row in Invitation.objects.values()]
    stored += [str(row) for row in OutboxEvent.objects.values()]
    stored += [str(row) for row in AuditEntry.objects.values()]
    assert not [row for row in stored if token in row]
    assert not [row for row in stored[1:] if "uusi@example.org" in row]


def test_managers_hear_of_what_others_did(organisation, manager, invite):
    second = orgs.user(language="en")
    organisations.add_member(organisation=organisation, user=second, role="manager")
    invite()
    told = [one for one in mail.outbox if "/editor/members/" in one.body]
    assert [one.to for one in told] == [[second.email]]
    assert "uusi" not in told[0].body


# The page


def test_an_invited_person_makes_an_account_and_comes_to_the_second_factor(
    client, organisation, invite, settings
):
    settings.POLKU_SECOND_FACTOR_REQUIRED = True
    _made, link = invite()
    page = client.get(link, follow=True)
    assert page.request["PATH_INFO"] == "/account/invitation/"
    text = page.content.decode()
    assert 'lang="ar" dir="rtl"' in text
    assert "Aamu" in text
    assert "Meri Lahti" in text
    assert "uusi@example.org" in text
    answer = client.post("/account/invitation/", _account(), follow=True)
    user = User.objects.get(email="uusi@example.org")
    assert (user.first_name, user.language) == ("Rima", "ar")
    assert list(user.memberships.values_list("role", flat=True)) == ["editor"]
    assert organisation.editors in user.groups.all()
    assert answer.redirect_chain == [("/editor/", 302), ("/account/second-factor/", 302)]
    assert "/account/2fa/totp/activate/" in answer.content.decode()


@pytest.mark.django_db(transaction=True)  # the session is saved after the commit
def test_the_second_factor_opens_the_door_at_once(client, invite, settings):
    settings.POLKU_SECOND_FACTOR_REQUIRED = True
    client.get(invite()[1])
    client.post("/account/invitation/", _account(), follow=True)
    form = client.get("/account/2fa/totp/activate/")
    assert form.status_code == 200, form.url
    counter = next(iter(yield_hotp_counters_from_time()))
    code = format_hotp_value(hotp_value(form.context["form"].secret, counter))
    saved = client.post("/account/2fa/totp/activate/", {"code": code}, follow=True)
    assert saved.request["PATH_INFO"] == "/account/2fa/recovery-codes/"
    assert 'href="/account/second-factor/"' in saved.content.decode()
    inside = client.get("/account/second-factor/", follow=True)
    assert inside.status_code == 200
    assert inside.request["PATH_INFO"].startswith("/editor/")


@pytest.mark.django_db(transaction=True)
def test_a_second_key_opens_nothing(client, settings):
    """Whoever knows the password of an unguarded session could add one."""
    settings.POLKU_SECOND_FACTOR_REQUIRED = True
    user = orgs.member(orgs.organisation(), "worker")
    client.post("/account/login/", {"login": user.email, "password": orgs.PASSWORD})
    assert client.get("/desk/").url == "/account/second-factor/"
    client.post("/account/reauthenticate/", {"password": orgs.PASSWORD})
    Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "key"})
    form = client.get("/account/2fa/totp/activate/")
    assert form.status_code == 200, form.url
    counter = next(iter(yield_hotp_counters_from_time()))
    code = format_hotp_value(hotp_value(form.context["form"].secret, counter))
    client.post("/account/2fa/totp/activate/", {"code": code})
    assert client.get("/desk/").url == "/account/second-factor/"


def test_a_weak_password_and_two_that_differ_are_told_and_nothing_is_lost(client, invite):
    client.get(invite()[1])
    weak = client.post("/account/invitation/", _account(password="12345", again="12345"))
    assert weak.status_code == 200
    assert 'value="Sarraj"' in weak.content.decode()
    assert "password" in weak.context["form"].errors
    other = client.post("/account/invitation/", _account(again="something else"))
    assert list(other.context["form"].errors) == ["again"]
    assert not User.objects.filter(email="uusi@example.org").exists()


def test_who_has_an_account_signs_in_first(client, organisation, invite):
    user = orgs.user(email="Uusi@example.org")
    link = invite(roles=["worker", "publisher"])[1]
    page = client.get(link, follow=True)
    assert "/account/login/?next=%2Faccount%2Finvitation%2F" in page.content.decode()
    client.post("/account/invitation/")
    assert not user.memberships.exists()
    signed_in = client.post(
        "/account/login/",
        {"login": user.email, "password": orgs.PASSWORD, "next": "/account/invitation/"},
        follow=True,
    )
    assert signed_in.request["PATH_INFO"] == "/account/invitation/"
    assert client.post("/account/invitation/").url == "/desk/"
    assert set(user.memberships.values_list("role", flat=True)) == {"worker", "publisher"}


def test_somebody_else_cannot_accept_and_is_led_on(client, invite):
    other = orgs.user()
    link = invite()[1]
    client.force_login(other)
    page = client.get(link, follow=True)
    assert other.email in page.content.decode()
    client.post("/account/invitation/", _account())
    assert not other.memberships.exists()
    assert not User.objects.filter(email="uusi@example.org").exists()
    answer = client.post("/account/invitation/", {"sign_out": "1"}, follow=True)
    assert "first_name" in answer.content.decode()


# Links that count no more


def _used(made):
    invitations.make_account(
        invitation=made, first_name="R", last_name="S", password=PASSWORD, language="ar"
    )


def _expired(made):
    Invitation.objects.filter(pk=made.pk).update(expires_at=timezone.now())


def _revoked(made):
    invitations.revoke(invitation=made, by=made.invited_by)


def _sent_again(made):
    invitations.resend(invitation=made, by=made.invited_by)
    _link()


def _closed(made):
    organisations.close_organisation(organisation=made.organisation)


@pytest.mark.parametrize("happened", [_used, _expired, _revoked, _sent_again, _closed])
def test_a_link_that_counts_no_more_is_answered_like_one_that_never_was(client, invite, happened):
    made, link = invite()
    happened(made)
    answer = client.get(link, follow=True)
    unknown = Client().get("/account/invitation/never-was/", follow=True)
    assert answer.status_code == unknown.status_code == 410
    assert "Aamu" not in answer.content.decode()
    assert re.sub(rb'value="\w{64}"', b"", answer.content) == re.sub(
        rb'value="\w{64}"', b"", unknown.content
    )
    before = Membership.objects.count()
    assert client.post("/account/invitation/", _account()).status_code == 410
    assert Membership.objects.count() == before


def test_one_cannot_try_links_without_end_and_no_link_reaches_the_log(client, invite, caplog):
    link = invite()[1]
    answers = [client.get(link) for _n in range(70)]
    assert {answer.status_code for answer in answers} == {302}
    assert client.get(answers[-1].url).status_code == 429
    client.post(link)
    Client(enforce_csrf_checks=True).post(link)
    assert "/account/invitation/" in caplog.text
    assert link not in caplog.text


def test_sending_again_makes_the_newest_link_count(client, invite):
    made, _old = invite()
    invitations.resend(invitation=made, by=made.invited_by)
    assert client.get(_link(), follow=True).status_code == 200


def test_a_mail_that_is_too_late_is_not_sent(organisation, manager):
    made = invitations.invite(
        organisation=organisation,
        email="x@example.org",
        roles=["editor"],
        language="fi",
        by=manager,
    )
    invitations.revoke(invitation=made, by=manager)
    mail.outbox = []
    outbox.deliver_waiting()
    assert mail.outbox == []


# What is kept


def test_an_accepted_invitation_keeps_no_address(invite):
    made = invite()[0]
    made.refresh_from_db()
    _used(made)
    made.refresh_from_db()
    assert (made.email, made.digest) == ("", "")
    assert made.accepted_by.email == "uusi@example.org"


def test_who_did_not_come_is_forgotten(invite):
    made = invite()[0]
    assert invitations.forget() == 0
    Invitation.objects.filter(pk=made.pk).update(expires_at=timezone.now() - invitations.KEPT * 2)
    assert invitations.forget() == 1


# Who may


def test_an_address_is_invited_once(invite):
    invite()
    refusal = pytest.raises(ValidationError, match="send that invitation again")
    with translation.override("en"), refusal:
        invite(email="UUSI@example.org")


def test_who_belongs_already_is_not_invited(invite, manager):
    with translation.override("en"), pytest.raises(ValidationError, match="change their roles"):
        invite(email=manager.email)


def test_a_site_editor_invites_those_who_write_and_the_first_manager(organisation):
    by = orgs.site_editor()
    with pytest.raises(PermissionDenied):
        invitations.invite(
            organisation=organisation, email=by.email, roles=["manager"], language="fi", by=by
        )
    made = {
        role: invitations.invite(
            organisation=organisation,
            email=f"{role}@example.org",
            roles=[role],
            language="fi",
            by=by,
        )
        for role in ("editor", "publisher", "manager")
    }
    for role in ("worker", "coordinator", "auditor"):
        with pytest.raises(PermissionDenied):
            invitations.invite(
                organisation=organisation, email="x@example.org", roles=[role], language="fi", by=by
            )
    _used(made["manager"])
    with pytest.raises(PermissionDenied):
        invitations.invite(
            organisation=organisation,
            email="y@example.org",
            roles=["manager"],
            language="fi",
            by=by,
        )


@pytest.mark.parametrize("role", [role for role in Role if role != Role.MANAGER])
def test_nobody_else_invites(organisation, role):
    user = orgs.member(organisation, role)
    with pytest.raises(PermissionDenied):
        invitations.invite(
            organisation=organisation,
            email="x@example.org",
            roles=["editor"],
            language="fi",
            by=user,
        )
