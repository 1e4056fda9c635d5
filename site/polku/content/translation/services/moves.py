"""When the original moves below another page, its translations follow: else they would stay with
those who gave it away, and stand at addresses that tell of another place."""

from django.db import transaction
from django.db.models import Q
from wagtail.actions.move_page import MovePageAction
from wagtail.coreutils import find_available_slug
from wagtail.models import Page

from polku.base.bin import is_binned
from polku.content.originals import original_of


@transaction.atomic
def follow(page: Page, parent: Page) -> list[Page]:
    """Move the translations of an original, which has just come below this parent, below that one's
    translations; returns those that moved. Where the parent has none in a language it is made, as
    for a first translation: seen by nobody before it is translated itself."""
    if page.locale_id != parent.locale_id or original_of(page).pk != page.pk:
        return []
    moved = []
    for other in (
        Page.objects.filter(translation_key=page.translation_key)
        .exclude(pk=page.pk)
        .select_related("locale")
        .order_by("pk")
    ):
        if is_binned(other):
            continue
        place = _translation_of(parent, other)
        if not other.is_child_of(place):
            _move(other, place)
            moved.append(other)
    return moved


def _translation_of(parent: Page, other: Page) -> Page:
    """The parent in the language of the page that goes there."""
    found = Page.objects.filter(
        translation_key=parent.translation_key, locale=other.locale_id
    ).first()
    if found is None:
        made = parent.specific.copy_for_translation(other.locale, copy_parents=True)
        found = Page.objects.get(pk=made.pk)
    return found


def _move(page: Page, place: Page) -> None:
    slug = find_available_slug(place, page.slug, ignore_page_id=page.pk)
    if slug != page.slug:
        _rename(page, slug)
    # Who may move the original takes the whole text along.
    MovePageAction(Page.objects.get(pk=page.pk), place, pos="last-child").execute(
        skip_permission_checks=True
    )


def _rename(page: Page, slug: str) -> None:
    """Give the page another address, and its drafts too: the next one that is published would ask
    for the old one, which is another page's here."""
    Page.objects.filter(pk=page.pk).update(slug=slug)
    drafts = page.revisions.filter(content__slug=page.slug)
    for draft in drafts.filter(
        Q(pk=page.latest_revision_id) | Q(approved_go_live_at__isnull=False)
    ):
        draft.content["slug"] = slug
        draft.save(update_fields=["content"])
