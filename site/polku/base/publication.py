"""The state of a page as people know it, in one word.

A page is *private* until it was first published, *pending* while it waits for approval, *published*
while the public sees it, and *archived* when it no longer does. A published page stays published
while a change of it waits for approval: `waits_for_review` tells.
"""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, CharField, Exists, OuterRef, QuerySet, Value, When
from django.db.models.enums import TextChoices
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, WorkflowState


class State(TextChoices):
    PRIVATE = "private", _("private")
    PENDING = "pending", _("waiting for approval")
    PUBLISHED = "published", _("published")
    ARCHIVED = "archived", _("archived")


def state_of(page: Page) -> State:
    """The state of one page; takes it from the page where `with_state` wrote it there."""
    if known := getattr(page, "publication_state", None):
        return State(known)
    if page.live:
        return State.PUBLISHED
    if waits_for_review(page):
        return State.PENDING
    return State.ARCHIVED if page.first_published_at else State.PRIVATE


def waits_for_review(page: Page) -> bool:
    """Whether somebody else has to approve the page, or a change of it."""
    known = getattr(page, "in_review", None)
    if known is None:
        known = WorkflowState.objects.for_instance(page).filter(status=_WAITS).exists()
    return known


def with_state(pages: QuerySet) -> QuerySet:
    """The same pages with `publication_state` and `in_review` on each, in the same query."""
    waiting = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=Cast(OuterRef("pk"), CharField()),
        status=_WAITS,
    )
    return pages.annotate(in_review=Exists(waiting)).annotate(
        publication_state=Case(
            When(live=True, then=Value(State.PUBLISHED.value)),
            When(in_review=True, then=Value(State.PENDING.value)),
            When(first_published_at__isnull=False, then=Value(State.ARCHIVED.value)),
            default=Value(State.PRIVATE.value),
            output_field=CharField(),
        )
    )


_WAITS = WorkflowState.STATUS_IN_PROGRESS
