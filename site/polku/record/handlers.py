"""What happens to the accounts of workers."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Lower
from wagtail.users.models import UserProfile

from orgs.models import Invitation, Membership, User

from .personal_data import ACCOUNT, Handlers, register


def _invitations(user_id: int) -> QuerySet[Invitation]:
    """Those to the address of the account; accepted ones hold none."""
    address = User.objects.filter(pk=user_id).values(address=Lower("email"))
    return Invitation.objects.annotate(address=Lower("email")).filter(address__in=address)


def _erase_invitations(user_id: int) -> int:
    return _invitations(user_id).delete()[0]


def _copy_invitations(user_id: int) -> list[dict]:
    return list(_invitations(user_id).values("email", "organisation__name", "made_at"))


# Before the account itself, whose address finds them.
register(
    "orgs.Invitation",
    Handlers(
        subject=ACCOUNT,
        erase=_erase_invitations,
        copy=_copy_invitations,
        merge=lambda kept_id, gone_id: 0,
        keep_until=lambda user_id: None,
    ),
)


@transaction.atomic
def _erase(user_id: int) -> int:
    """Names, address and means of signing in go; the row stays, since moves and reports name it by
    its number."""
    means = (EmailAddress, Authenticator, SocialAccount, UserProfile, Membership)
    for model in (*means, User.groups.through):
        model.objects.filter(user_id=user_id).delete()
    return User.objects.filter(pk=user_id).update(
        first_name="",
        last_name="",
        email=f"erased-{user_id}@localhost",
        password=make_password(None),
        is_active=False,
    )


def _copy(user_id: int) -> list[dict]:
    return list(User.objects.filter(pk=user_id).values("first_name", "last_name", "email"))


def _merge(kept_id: int, gone_id: int) -> int:
    """Accounts are never merged: each stands for one sign-in."""
    return 0


register(
    "orgs.User",
    Handlers(
        subject=ACCOUNT, erase=_erase, copy=_copy, merge=_merge, keep_until=lambda user_id: None
    ),
)
