"""Keeping the versions of what the public reads, page by page."""

from django.db.models import Max
from django.utils import timezone
from wagtail.models import Page

from polku.content.translation.models import Wording
from polku.content.translation.rules.wording import digest


def write(page: Page, says: str, *, same_as: int | None = None) -> None:
    """Make the text with this digest the current one of its page.

    A text that was there before has its old version again. `same_as`: the version from which it
    differs in small things only; what it was called before is then called so too.
    """
    before = page.wordings.filter(is_current=True).first()
    row = page.wordings.filter(digest=says).first()
    if before:
        page.wordings.filter(pk=before.pk).update(is_current=False)
    if row and same_as not in (None, row.version):
        page.wordings.filter(version=row.version).update(version=same_as)
        row.version = same_as
    version = _next(page) if same_as is None else same_as
    row = row or Wording(page_id=page.pk, digest=says, version=version)
    row.since = before.since if before and before.version == row.version else timezone.now()
    row.is_current = True
    row.save()


def known(page: Page, says: str) -> Wording:
    """The wording with this digest; a text that the public never saw gets a version of its own."""
    return Wording.objects.get_or_create(
        page_id=page.pk, digest=says, defaults={"version": _next(page), "since": timezone.now()}
    )[0]


def current(page: Page) -> Wording:
    """What the page says now; of a page that was never public, what its draft says."""
    found = page.wordings.filter(is_current=True).first()
    return found or known(page, digest(page.specific))


def _next(page: Page) -> int:
    return (page.wordings.aggregate(last=Max("version"))["last"] or 0) + 1
