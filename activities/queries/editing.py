"""Pages of activities as their editors reach them."""

from activities.models import ActivityPage
from orgs.models import User


def is_translated(page: ActivityPage) -> bool:
    """Whether the public reads it, and there are pages of it in other languages."""
    return page.live and page.get_translations().filter(alias_of__isnull=True).exists()


def page_to_copy(user: User, page_id: int) -> ActivityPage | None:
    """A page that the user may copy below the same parent; None for any other."""
    page = ActivityPage.objects.filter(pk=page_id, alias_of__isnull=True).first()
    if page is None or not page.permissions_for_user(user).can_copy_to(page.get_parent()):
        return None
    return page
