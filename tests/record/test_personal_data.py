"""The registry asks every room, and an account can be erased without losing what it did."""

from datetime import date

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile

from orgs.models import User
from polku.record import personal_data
from polku.record.personal_data import ACCOUNT, CLIENT, Handlers
from tests.factories import orgs


@pytest.fixture
def registry(monkeypatch):
    """Empty, for the test to fill."""
    monkeypatch.setattr(personal_data, "_registry", {})


def _handlers(subject: str, number: int, until: date | None = None) -> Handlers:
    return Handlers(
        subject=subject,
        erase=lambda pk: pk + number,
        copy=lambda pk: [{"pk": pk, "number": number}],
        merge=lambda kept, gone: kept + gone + number,
        keep_until=lambda pk: until,
    )


def test_every_room_of_the_subject_is_asked_and_no_other(registry):
    personal_data.register("room.One", _handlers(CLIENT, 1))
    personal_data.register("room.Two", _handlers(CLIENT, 2))
    personal_data.register("room.Other", _handlers(ACCOUNT, 3))
    assert personal_data.erase(CLIENT, 10) == {"room.One": 11, "room.Two": 12}
    assert personal_data.copy(CLIENT, 10) == {
        "room.One": [{"pk": 10, "number": 1}],
        "room.Two": [{"pk": 10, "number": 2}],
    }
    assert personal_data.merge(CLIENT, 10, 20) == {"room.One": 31, "room.Two": 32}
    assert personal_data.erase(ACCOUNT, 10) == {"room.Other": 13}


def test_data_is_kept_as_long_as_any_room_needs_it(registry):
    assert personal_data.keep_until(CLIENT, 1) is None
    personal_data.register("room.One", _handlers(CLIENT, 1))
    assert personal_data.keep_until(CLIENT, 1) is None
    personal_data.register("room.Two", _handlers(CLIENT, 2, date(2030, 1, 1)))
    personal_data.register("room.Three", _handlers(CLIENT, 3, date(2029, 1, 1)))
    assert personal_data.keep_until(CLIENT, 1) == date(2030, 1, 1)


def test_a_model_has_one_set_of_handlers(registry):
    personal_data.register("room.One", _handlers(CLIENT, 1))
    with pytest.raises(ValueError, match=r"room\.One is registered already"):
        personal_data.register("room.One", _handlers(CLIENT, 2))


@pytest.mark.django_db
def test_an_account_that_is_erased_keeps_its_number_and_nothing_else(client):
    user = orgs.member(orgs.organisation(), "worker", first_name="Maija", last_name="Meikäläinen")
    other = orgs.user()
    client.force_login(user)
    EmailAddress.objects.create(user=user, email=user.email)
    Authenticator.objects.create(user=user, type="totp", data={})
    UserProfile.objects.create(user=user)
    user.groups.add(Group.objects.create(name="editors"))
    address = user.email
    assert personal_data.copy(ACCOUNT, user.pk)["orgs.User"] == [
        {"first_name": "Maija", "last_name": "Meikäläinen", "email": address}
    ]

    personal_data.erase(ACCOUNT, user.pk)

    user.refresh_from_db()
    assert (user.first_name, user.last_name, user.is_active) == ("", "", False)
    assert user.email == f"erased-{user.pk}@localhost"
    assert not user.has_usable_password()
    assert not EmailAddress.objects.filter(email=address).exists()
    assert not Authenticator.objects.exists()
    assert not UserProfile.objects.exists()
    assert not user.memberships.exists()
    assert not user.groups.exists()
    # Signed out at once: what the session names is no active account.
    client.get("/account/login/")
    assert User.objects.get(pk=client.session[SESSION_KEY]).is_active is False
    other.refresh_from_db()
    assert other.is_active
