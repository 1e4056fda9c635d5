"""How accounts are made and signed in, where allauth asks."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by invitation, never by sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Editors without another role go to the editor's door, all others to the workspace."""
        roles = set(request.user.memberships.values_list("role", flat=True))
        if request.user.is_superuser or roles == {"editor"}:
            return reverse("wagtailadmin_home")
        return reverse("desk:front")
