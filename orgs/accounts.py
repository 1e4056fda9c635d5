"""How accounts are made and signed in, where allauth asks."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from polku.base import encryption

from .access import is_site_editor
from .models import WRITERS, User


class RightsByGroup(ModelBackend):
    """Nobody has a right of their own: all come with a group, so that nobody keeps one by chance.
    Those of a person alone are not even asked for, which saves a query a page."""

    def _get_user_permissions(self, user_obj: User) -> QuerySet[Permission]:
        return Permission.objects.none()


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by invitation, never by sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Who only writes goes to the editor's plain door, all others to the workspace."""
        if request.user.is_superuser:
            return reverse("wagtailadmin_home")
        roles = set(request.user.memberships.values_list("role", flat=True))
        if not roles and is_site_editor(request.user):
            return reverse("wagtailadmin_home")
        if roles and roles <= WRITERS:
            return reverse("editor:front")
        return reverse("desk:front")


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the secrets of second factors encrypted: who reads them can make anybody's codes."""

    def encrypt(self, text: str) -> str:
        return encryption.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return encryption.decrypt(encrypted_text)
