"""What waits for an editor, for their first page: one query a box."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from orgs.models import User
from polku.base.publication import with_state
from polku.content.upkeep.ending import endings

from .links import broken
from .owners import own_pages
from .reviews import due_reviews

SHOWN = 5
COUNTED = 99
ENDS_WITHIN = timedelta(days=14)


@dataclass(frozen=True)
class Line:
    """A page that waits. `day`: the day it is about; `note`: the address of a link."""

    page: Page
    day: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Box:
    """`count` stops at `COUNTED` + 1."""

    name: str
    title: str
    nothing: str
    lines: list[Line] = field(default_factory=list)
    count: int = 0

    @property
    def is_more_than_counted(self) -> bool:
        return self.count > COUNTED


def boxes(user: User) -> list[Box]:
    """Drafts, what waits for approval, what is due for review, links that lead nowhere and what
    ends soon, each of the user's own pages only."""
    return [
        _box("drafts", _("My drafts"), _("You have no drafts."), _drafts(user)),
        _box(
            "waiting",
            _("Waiting for approval"),
            _("Nothing waits for approval."),
            _waiting(user),
        ),
        _box(
            "reviews",
            _("Still right?"),
            _("No page waits for a review."),
            [Line(review.page, review.due_on) for review in due_reviews(user)[: COUNTED + 1]],
        ),
        _box(
            "links",
            _("Broken links"),
            _("All links lead somewhere."),
            [
                Line(place.page, place.link.failed_first_on, place.link.address)
                for place in broken(user)[: COUNTED + 1]
            ],
        ),
        _box("ending", _("Ends soon"), _("Nothing ends in the next two weeks."), _ending(user)),
    ]


def _box(name: str, title: str, nothing: str, lines: list[Line]) -> Box:
    return Box(name, title, nothing, lines[:SHOWN], len(lines))


def _drafts(user: User) -> list[Line]:
    """Pages that the user wrote on last, with something in them that the public has not seen."""
    pages = own_pages(user).filter(
        Q(live=True) | Q(first_published_at__isnull=True),
        has_unpublished_changes=True,
        latest_revision__user=user,
    )
    return _lines(pages.order_by("-latest_revision_created_at", "pk"))


def _waiting(user: User) -> list[Line]:
    pages = with_state(own_pages(user)).filter(in_review=True)
    return _lines(pages.order_by("latest_revision_created_at", "pk"))


def _lines(pages) -> list[Line]:
    return [
        Line(page, timezone.localdate(page.latest_revision_created_at))
        for page in pages.select_related("locale")[: COUNTED + 1]
        if page.latest_revision_created_at
    ]


def _ending(user: User) -> list[Line]:
    until = timezone.localdate() + ENDS_WITHIN
    found = endings(own_pages(user).filter(live=True), until, COUNTED + 1)
    return [Line(ending.page, ending.last_on) for ending in found]
