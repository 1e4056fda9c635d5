"""Writing a page: drafts, review, publishing. Both doors of editors go this way.

The page is written as Wagtail writes it, in revisions and through its workflows, so that each door
sees what was done at the other. Every function takes the user first and asks the page itself what
that user may do; `NotAllowed` is for the view to answer as if the page were not there.
"""

from collections.abc import Iterable
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Comment, Page, Revision, TaskState, WorkflowState

from orgs.models import User
from polku.base.pages import BasePage


class NotAllowed(PermissionDenied):
    """The user may not do this to the page, or not now."""


class Conflict(Exception):
    """Somebody else saved the page meanwhile; `current` is what it holds now."""

    def __init__(self, current: BasePage):
        super().__init__()
        self.current = current

    @property
    def revision(self) -> Revision | None:
        return self.current.latest_revision


@transaction.atomic
def save_draft(user: User, page: BasePage, *, seen: int | None) -> Revision:
    """Keep what the page says now as its latest draft; nobody outside sees it.

    `seen`: the revision that the user had before them while writing. Raises NotAllowed, Conflict,
    and ValidationError where the page contradicts itself.
    """
    with held(page, seen):
        if not may_edit(user, page):
            raise NotAllowed
        if not page.live:
            page.save()
        return page.save_revision(user=user, log_action=True)


@transaction.atomic
def submit(user: User, page: BasePage, *, seen: int | None) -> WorkflowState:
    """Send the latest draft to those who approve it; raises NotAllowed and Conflict.

    What was sent back goes to the same reviewers again.
    """
    with held(page, seen):
        if not may_submit(user, page):
            raise NotAllowed
        state = page.current_workflow_state
        if state is not None:
            state.resume(user)
            return state
        return page.get_workflow().start(page, user)


@transaction.atomic
def withdraw(user: User, page: BasePage) -> None:
    """Take the page back from review, so that it can be changed; raises NotAllowed."""
    with held(page, page.latest_revision_id):
        if not may_withdraw(user, page):
            raise NotAllowed
        page.current_workflow_state.cancel(user=user)


@transaction.atomic
def publish(user: User, page: BasePage, *, seen: int | None) -> None:
    """Make the latest draft public; raises NotAllowed and Conflict."""
    with held(page, seen):
        if not may_publish(user, page):
            raise NotAllowed
        (page.latest_revision or page.save_revision(user=user)).publish(user=user)


def may_edit(user: User, page: BasePage) -> bool:
    """Not while somebody holds the page, or approvers read it."""
    may = page.permissions_for_user(user)
    return page.alias_of_id is None and may.can_edit() and not may.page_locked()


def may_publish(user: User, page: BasePage) -> bool:
    return may_edit(user, page) and page.permissions_for_user(user).can_publish()


def may_submit(user: User, page: BasePage) -> bool:
    may = page.permissions_for_user(user)
    return may_edit(user, page) and may.can_submit_for_moderation()


def may_withdraw(user: User, page: BasePage) -> bool:
    return page.workflow_in_progress and page.permissions_for_user(user).can_edit()


def sent_back(page: BasePage) -> TaskState | None:
    """The answer of the reviewer who wants changes, where the page waits for them."""
    state = page.current_workflow_state
    if state is None or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return None
    return state.current_task_state


def comments_on(page: BasePage) -> QuerySet[Comment]:
    """What others wrote at single fields in the full editor, and nobody has called mended yet."""
    return (
        Comment.objects.filter(page=page.pk, resolved_at__isnull=True)
        .select_related("user")
        .prefetch_related("replies__user")
        .order_by("pk")
    )


@transaction.atomic
def call_mended(user: User, page: BasePage, keys: Iterable[int]) -> None:
    """Close these comments on the page, as the full editor does; raises NotAllowed."""
    if not page.permissions_for_user(user).can_edit():
        raise NotAllowed
    for comment in comments_on(page).filter(pk__in=keys):
        # Wagtail's own `save` of a comment takes no names of fields.
        Comment.objects.filter(pk=comment.pk).update(resolved_at=timezone.now(), resolved_by=user)
        comment.log_resolve(page_revision=page.latest_revision, user=user)


@contextmanager
def held(page: BasePage, seen: int | None):
    """One transaction at a time writes the page, and only on top of what its writer has seen."""
    page.hold()
    now = Page.objects.filter(pk=page.pk).values_list("latest_revision_id", "live").first()
    if now is None:
        raise NotAllowed
    if now != (seen, page.live):
        raise Conflict(type(page).objects.get(pk=page.pk).get_latest_revision_as_object())
    yield
