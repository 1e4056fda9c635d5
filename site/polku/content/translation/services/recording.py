"""Taking note of what the public reads, whenever a page is saved."""

from django.db.models import Exists, FilteredRelation, OuterRef, Q
from wagtail.models import Page, Revision

from polku.content.translation.models import MinorEdit
from polku.content.translation.rules.wording import digest

from . import standings, wordings


def record(page: Page) -> None:
    """Take note of the public text of a page that was just saved, in the transaction that saved
    it: its lock on the page lets one at a time. A single query where nothing is new and the page
    is alone in its group."""
    others = Page.objects.filter(translation_key=OuterRef("translation_key"))
    said, version, is_alone = (
        Page.objects.filter(pk=page.pk)
        .annotate(
            current=FilteredRelation("wordings", condition=Q(wordings__is_current=True)),
            is_alone=~Exists(others.exclude(pk=OuterRef("pk"))),
        )
        .values_list("current__digest", "current__version", "is_alone")
        .get()
    )
    says = digest(page)
    is_changed = says != said
    is_minor = is_changed and said is not None and _take_minor(page)
    if is_changed:
        wordings.write(page, says, same_as=version if is_minor else None)
    if not is_alone:
        standings.published(page, says, is_changed=is_changed, is_minor=is_minor)


def note_minor(revision: Revision, *, is_minor: bool) -> None:
    """Keep with a revision whether its editor calls the change small."""
    if is_minor:
        MinorEdit.objects.get_or_create(revision=revision)
    else:
        MinorEdit.objects.filter(revision=revision).delete()


def catch_up() -> int:
    """Take note of public pages that were there before anything was recorded; returns their
    number. Their translations count as up to date."""
    pages = Page.objects.filter(live=True, alias_of__isnull=True, depth__gt=1)
    number = 0
    for page in pages.exclude(wordings__is_current=True).order_by("pk").specific(defer=False):
        record(page)
        number += 1
    return number


def _take_minor(page: Page) -> bool:
    """Whether the revision that is being published is a small change; it is so once."""
    taken, _by_model = MinorEdit.objects.filter(revision=page.live_revision_id).delete()
    return bool(taken)
