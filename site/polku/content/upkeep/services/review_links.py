"""The link of a mail that asks about a page: signed, for a while, for one answer."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.core import signing
from django.utils import timezone
from wagtail.models import Page

from polku.content.upkeep.models import Review, ReviewLink
from polku.content.upkeep.rules.reviews import LINK_KEPT_FOR, LINK_WORKS_FOR

_signer = signing.TimestampSigner(salt="polku.upkeep.review")


class UnknownLink(Exception):
    """Nobody was ever sent this link, or its page is gone for good."""


class Closed(StrEnum):
    ANSWERED = "answered"
    OLD = "old"
    # The page is not public any more.
    GONE = "gone"


class ClosedLink(Exception):
    """The link works no more. `page`: what it asked about."""

    def __init__(self, page: Page, reason: Closed):
        self.page = page
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True)
class Question:
    review: Review
    page: Page


def make(review: Review) -> str:
    """A new link's token. Only its digest is kept."""
    token = _signer.sign(secrets.token_urlsafe(24))
    ReviewLink.objects.create(review=review, digest=_digest(token), made_at=timezone.now())
    return token


def open_link(token: str) -> Question:
    """What a link asks about. Raises UnknownLink or ClosedLink; changes nothing."""
    return _open(token, ReviewLink.objects.all())


def forget_old(*, now: datetime | None = None) -> int:
    """Delete what is known of links so old that nobody finds them in their mail any more; returns
    their number."""
    before = (now or timezone.now()) - LINK_KEPT_FOR
    return ReviewLink.objects.filter(made_at__lt=before).delete()[0]


def use(token: str) -> Question:
    """Let the link, and all others about the same question, work no more. Raises as `open_link`
    does; to be called in the transaction of the answer."""
    question = _open(token, ReviewLink.objects.select_for_update(of=("self",)))
    question.review.links.filter(used_at__isnull=True).update(used_at=timezone.now())
    return question


def _open(token: str, links) -> Question:
    try:
        _signer.unsign(token)
    except signing.BadSignature:
        raise UnknownLink from None
    link = links.select_related("review__page").filter(digest=_digest(token)).first()
    if link is None:
        raise UnknownLink
    page = link.review.page
    if link.used_at:
        raise ClosedLink(page, Closed.ANSWERED)
    if not page.live:
        raise ClosedLink(page, Closed.GONE)
    try:
        _signer.unsign(token, max_age=LINK_WORKS_FOR)
    except signing.SignatureExpired:
        raise ClosedLink(page, Closed.OLD) from None
    return Question(link.review, page)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
