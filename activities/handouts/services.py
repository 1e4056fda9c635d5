"""Asking for a handout, drawing it, and letting old ones go."""

import hashlib
import logging
from contextlib import suppress
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from procrastinate.exceptions import AlreadyEnqueued

from . import pdf
from .models import Handout

logger = logging.getLogger(__name__)

# What nobody has asked for since is drawn anew when somebody does.
KEPT = timedelta(hours=6)
MOST_KEPT = 200
# More than these wait for nothing: it would take the worker minutes.
MOST_WAITING = 40
# After this a wish that was not fulfilled may be uttered again.
GIVEN_UP = timedelta(minutes=10)


class Busy(Exception):
    """Too many handouts wait already."""


def digest_of(html: str, pages_wanted: int) -> str:
    """By what a handout is known."""
    return hashlib.sha256(f"{pages_wanted}\n{html}".encode()).hexdigest()


def made(html: str, pages_wanted: int) -> Handout | None:
    """The handout of this page, where somebody has asked for it before."""
    digest = digest_of(html, pages_wanted)
    return Handout.objects.defer("html").filter(digest=digest).first()


@transaction.atomic
def ask(*, html: str, pages_wanted: int) -> Handout:
    """The handout of this page, which a worker draws unless that is done or under way. Raises
    Busy."""
    from .tasks import draw_handout

    digest = digest_of(html, pages_wanted)
    _given_up().filter(digest=digest).delete()
    if Handout.objects.filter(status=Handout.Status.WAITING).count() >= MOST_WAITING:
        raise Busy
    handout, is_new = Handout.objects.get_or_create(
        digest=digest, defaults={"html": html, "pages_wanted": pages_wanted}
    )
    if is_new:
        with suppress(AlreadyEnqueued), transaction.atomic():
            draw_handout.configure(queueing_lock=f"handout:{digest}").defer(digest=digest)
    return handout


def draw(digest: str) -> bool:
    """Make the file of a handout that waits for it; False where none does."""
    handout = Handout.objects.filter(digest=digest, status=Handout.Status.WAITING).first()
    if handout is None:
        return False
    try:
        handout.file = pdf.draw(handout.html, handout.pages_wanted)
        handout.status = Handout.Status.READY
    except Exception:  # whatever it is: the reader gets the page to print instead
        logger.exception("handout %s was not drawn", digest)
        handout.status = Handout.Status.FAILED
    handout.save(update_fields=["file", "status"])
    clean()
    return handout.status == Handout.Status.READY


def clean() -> int:
    """Delete what is old, what failed a while ago, and the oldest beyond what is kept. Returns
    their number."""
    old = Handout.objects.filter(asked_at__lt=timezone.now() - KEPT)
    kept = Handout.objects.order_by("-asked_at").values("pk")[:MOST_KEPT]
    beyond = Handout.objects.exclude(pk__in=kept)
    number = 0
    for unwanted in (old, _given_up(), beyond):
        number += unwanted.delete()[0]
    return number


def _given_up() -> QuerySet[Handout]:
    """What failed a while ago, or was lost on its way to the worker."""
    unmade = Handout.objects.exclude(status=Handout.Status.READY)
    return unmade.filter(asked_at__lt=timezone.now() - GIVEN_UP)
