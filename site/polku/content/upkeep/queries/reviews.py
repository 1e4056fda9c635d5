"""Which pages have to be looked at again."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from wagtail.models import Page

from orgs.models import User
from polku.base import fallback
from polku.base.freshness import Check
from polku.base.pages import BasePage
from polku.content.models import HomePage
from polku.content.upkeep.models import Review
from polku.content.upkeep.rules import reviews as rules

from .owners import own_pages


def is_reviewed(model: type[Page] | None) -> bool:
    """Whether pages of this type have a review date: all of ours but the home page, which says
    little by itself."""
    return model is not None and issubclass(model, BasePage) and not issubclass(model, HomePage)


def freshness(page: Page) -> Check | None:
    """When the page was last found right. A translation is as fresh as its original. One query."""
    review = review_of(page) if is_reviewed(page.specific_class) else None
    if review is None:
        return None
    return Check(
        day=timezone.localdate(review.checked_at),
        is_long_ago=rules.is_said(review.due_on, timezone.localdate()),
    )


def review_of(page: Page) -> Review | None:
    """The review of a page or of the page from which it is translated."""
    return Review.objects.filter(page__translation_key=page.translation_key).first()


def of_readers(reviews: QuerySet[Review]) -> QuerySet[Review]:
    """Those of pages that somebody can read, in whichever language: the page that is looked at may
    be in one that the site has switched off."""
    read = Page.objects.filter(translation_key=OuterRef("page__translation_key"), live=True)
    return reviews.filter(Exists(fallback.offered(read)))


def due_reviews(user: User, today: date | None = None) -> QuerySet[Review]:
    """The user's own pages whose review date has come, the longest waiting first."""
    due = Review.objects.filter(
        page__in=own_pages(user).filter(live=True).order_by(),
        due_on__lte=today or timezone.localdate(),
    )
    return of_readers(due).select_related("page", "page__locale").order_by("due_on", "pk")


def reviewed_page(user: User, key: int) -> Page | None:
    """One of the user's own pages that has a review date; None for all others."""
    page = own_pages(user).filter(pk=key).first()
    return page if page and is_reviewed(page.specific_class) else None
