"""The workspace without its second factor, and browsers signed in to it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import translation

from orgs.access import SESSION_KEY, Actor


@pytest.fixture(autouse=True)
def one_factor(settings):
    """The gate has tests of its own; costly hashes of passwords would only slow these down."""
    settings.POLKU_SECOND_FACTOR_REQUIRED = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def in_english():
    """The sentences of services; pages are in the language of who reads them."""
    with translation.override("en"):
        yield


@pytest.fixture
def browser() -> Callable[[Actor], Client]:
    """A browser in which someone has signed in and acts for their organisation."""

    def sign_in(actor: Actor) -> Client:
        client = Client()
        client.force_login(actor.user)
        session = client.session
        session[SESSION_KEY] = actor.organisation.pk
        session.save()
        return client

    return sign_in
