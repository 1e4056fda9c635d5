"""Keeping the dates by which pages are looked at again."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Page

from orgs.models import User
from polku.base.bin import without_bin
from polku.content.originals import original_of
from polku.content.upkeep.models import Review
from polku.content.upkeep.queries.reviews import is_reviewed, review_of
from polku.content.upkeep.rules import reviews as rules


def published(page: Page) -> None:
    """A publication is a look at the page: the next review moves on from today, unless an editor
    has chosen a date that lies ahead. Publishing a translation says nothing of the original."""
    if not is_reviewed(page.specific_class):
        return
    review = review_of(page)
    now = timezone.now()
    if review is None:
        original = original_of(page)
        Review.objects.get_or_create(
            page=original if original.live else page,
            defaults={"checked_at": now, "due_on": rules.next_review(timezone.localdate(now))},
        )
    elif review.page_id == page.pk or original_of(page).pk == page.pk:
        review.page_id = page.pk
        _look(review, now, keep_chosen=True)


def follow_original(user: User | None, before: Page, after: Page) -> None:
    """The date goes along when another language becomes the original."""
    if not Review.objects.filter(page=after).exists():
        Review.objects.filter(page=before).update(page=after)


@transaction.atomic
def check(user: User | None, page: Page, *, at: datetime | None = None) -> Review:
    """Somebody says that the page is still right: it is asked about again after
    `rules.reviews.MONTHS`.

    No user means the answer to a mail. Raises PermissionDenied where the user may not edit the
    page.
    """
    review = _locked_review(user, page)
    _look(review, at or timezone.now())
    log(instance=review.page.specific, action="upkeep.check", user=user)
    return review


@transaction.atomic
def choose_date(user: User, page: Page, day: date) -> Review:
    """Let the page be asked about on another day.

    Raises PermissionDenied where the user may not edit the page, and ValidationError for a day
    that has passed or is too far away.
    """
    today = timezone.localdate()
    if day <= today:
        raise ValidationError(_("Choose a day after today."))
    if day > today + rules.FURTHEST:
        raise ValidationError(_("Choose a day within the next two years."))
    review = _locked_review(user, page)
    review.due_on = day
    review.is_chosen = True
    review.asked_at = review.reminded_at = None
    review.save()
    return review


@transaction.atomic
def end(user: User | None, page: Page) -> None:
    """What the page tells about is over: it leaves the site in all its languages, and stays with
    its editors. Whether the user may is asked before; no user means the answer to a mail.
    """
    group = Page.objects.filter(translation_key=page.translation_key, alias_of__isnull=True)
    # The original first: what it published is archived with the texts that were there.
    keys = [page.pk, *group.exclude(pk=page.pk).order_by("pk").values_list("pk", flat=True)]
    for key in keys:
        one = Page.objects.get(pk=key)
        if one.live:
            if waiting := one.current_workflow_state:
                waiting.cancel(user=user)
            UnpublishPageAction(one.specific, user=user).execute(skip_permission_checks=True)
    log(instance=page.specific, action="upkeep.end", user=user)


def enrol() -> int:
    """Give a review date to public pages that were published by a way that told nobody; returns
    their number."""
    known = Review.objects.values("page__translation_key")
    unknown = (
        without_bin(Page.objects.filter(live=True, alias_of__isnull=True))
        .exclude(translation_key__in=known)
        .select_related("content_type")
        .order_by("pk")
    )
    done = set()
    for page in unknown:
        if page.translation_key in done or not is_reviewed(page.specific_class):
            continue
        done.add(page.translation_key)
        original = original_of(page)
        seen = page.last_published_at or page.latest_revision_created_at or timezone.now()
        Review.objects.get_or_create(
            page=original if original.live else page,
            defaults={
                "checked_at": seen,
                "due_on": rules.next_review(timezone.localdate(seen)),
            },
        )
    return len(done)


def _locked_review(user: User | None, page: Page) -> Review:
    """The review of the page, made where there is none yet."""
    original = original_of(page)
    if user and not original.permissions_for_user(user).can_edit():
        raise PermissionDenied
    now = timezone.now()
    review = (
        review_of(page)
        or Review.objects.get_or_create(
            page=original,
            defaults={"checked_at": now, "due_on": rules.next_review(timezone.localdate(now))},
        )[0]
    )
    return Review.objects.select_for_update().get(pk=review.pk)


def _look(review: Review, now: datetime, *, keep_chosen: bool = False) -> None:
    today = timezone.localdate(now)
    review.checked_at = now
    if not (keep_chosen and review.is_chosen and review.due_on > today):
        review.due_on = rules.next_review(today)
        review.is_chosen = False
    review.asked_at = review.reminded_at = None
    review.save()
