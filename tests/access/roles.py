"""Who knocks: one account a role, signed in as a person of that role would be."""

from enum import StrEnum

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.test import Client

from orgs.access import SESSION_KEY
from orgs.models import Organisation, User


class Role(StrEnum):
    """A is an authority that sends, B an association that receives, C an association that has
    nothing to do with what goes between them, D one more for which a worker of B works too."""

    ANONYMOUS = "anonymous"
    NO_MEMBERSHIP = "account without membership"
    NO_SECOND_FACTOR = "worker of B, password only"
    SENDER_WORKER = "worker of sender A"
    RECEIVER_WORKER = "worker of receiver B"
    RECEIVER_MANAGER = "manager of receiver B"
    RECEIVER_EDITOR = "editor of receiver B"
    RECEIVER_AUDITOR = "auditor of receiver B"
    OUTSIDER_WORKER = "worker of outsider C"
    OUTSIDER_MANAGER = "manager of outsider C"
    SWITCHED_WORKER = "worker of B acting for D"
    COORDINATOR = "coordinator of the municipality"
    SUPERUSER = "system administrator"


def session_of(
    user: User, *, acts_for: Organisation | None = None, second_factor: bool = True
) -> str:
    """The key of a session in which the user signed in with password and second factor."""
    client = Client()
    client.force_login(user)
    session = client.session
    session["account_authentication_methods_user"] = str(user.pk)
    session["account_authentication_methods"] = [{"method": "password", "email": user.email}]
    if second_factor:
        session["account_authentication_methods"].append({"method": "mfa", "type": "totp"})
    if acts_for:
        session[SESSION_KEY] = acts_for.pk
    session.save()
    return session.session_key


def sign_in(client: Client, user: User) -> None:
    """With password and second factor, as the doors of workers and editors ask for."""
    add_second_factor(user)
    client.cookies[settings.SESSION_COOKIE_NAME] = session_of(user)


def add_second_factor(user: User) -> str:
    """An authenticator app for the account; returns the app's secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret
