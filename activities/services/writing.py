"""Writing an activity, as every page is written (`orgs.services.writing`), and what an activity has
besides: it is put below its organisation's page, and it ends.
"""

from django.db import transaction
from wagtail.models import Page, Revision

from activities.models import ActivityPage
from orgs.models import User
from orgs.services.writing import (
    Conflict,
    NotAllowed,
    call_mended,
    comments_on,
    held,
    may_edit,
    may_publish,
    may_submit,
    may_withdraw,
    publish,
    save_draft,
    sent_back,
    submit,
    withdraw,
)
from polku.content.upkeep.services import reviews

__all__ = [
    "Conflict",
    "NotAllowed",
    "call_mended",
    "comments_on",
    "create",
    "end",
    "may_edit",
    "may_end",
    "may_publish",
    "may_submit",
    "may_withdraw",
    "publish",
    "save_draft",
    "sent_back",
    "submit",
    "withdraw",
]


@transaction.atomic
def create(user: User, page: ActivityPage, *, parent: Page) -> Revision:
    """Put a new page below its organisation's page, as a draft.

    Raises NotAllowed, and ValidationError where the page contradicts itself.
    """
    if not parent.permissions_for_user(user).can_add_subpage():
        raise NotAllowed
    page.live = False
    page.locale = parent.locale
    page.owner = user
    parent.add_child(instance=page)
    return page.save_revision(user=user, log_action=True)


@transaction.atomic
def end(user: User, page: ActivityPage) -> None:
    """Take the activity out of the public's sight in all its languages; it is archived, and a
    referral that points to it goes on. Raises NotAllowed.

    Whoever may change the page may end it, also where another one has to approve what is
    published: an activity that has ended misleads people until it is gone.
    """
    with held(page, page.latest_revision_id):
        if not may_end(user, page):
            raise NotAllowed
        reviews.end(user, page)


def may_end(user: User, page: ActivityPage) -> bool:
    return page.live and page.permissions_for_user(user).can_edit()
