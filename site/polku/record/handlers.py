"""What happens to the accounts of workers."""

from orgs.models import User

from .personal_data import ACCOUNT, Handlers, register


def _erase(user_id: int) -> int:
    """Names and address go; the row stays, since moves and reports name it by its number."""
    return User.objects.filter(pk=user_id).update(
        first_name="", last_name="", email=f"erased-{user_id}@localhost", is_active=False
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
