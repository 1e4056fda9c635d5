"""A worker who has signed in with a second factor, without the forms."""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.test import Client


def cookie_of(email: str) -> str:
    """The header's value of a new session of this user."""
    user = get_user_model().objects.get(email=email)
    Authenticator.objects.get_or_create(
        user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": ""}}
    )
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    request = HttpRequest()
    request.session = client.session
    record_authentication(request, user, "mfa", type=Authenticator.Type.TOTP)
    request.session.save()
    return f"{settings.SESSION_COOKIE_NAME}={request.session.session_key}"
