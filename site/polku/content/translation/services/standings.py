"""Keeping what each translation says of its source. States follow from it (`states`)."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail_localize.models import (
    SourceDeletedError,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from orgs.models import User
from polku.content import originals
from polku.content.translation.models import Standing, Wording
from polku.content.translation.rules.wording import digest

from . import wordings

_MANUAL = StringTranslation.TRANSLATION_TYPE_MANUAL
_MACHINE = StringTranslation.TRANSLATION_TYPE_MACHINE


class NotPossible(Exception):
    """The page cannot be marked as checked; `str()` is a translated sentence."""


def published(page: Page, says: str, *, is_changed: bool, is_minor: bool) -> None:
    """The public text of a page that is no alias was saved; `says`: its digest.

    A page that is translated string by string is in line with the text that its translators had
    before them, as soon as nothing lacks. One that is edited by hand is in line with what its
    source says now, except where the change is called small. What is published again unchanged
    stands as before.
    """
    standing = Standing.objects.filter(page_id=page.pk).select_related("says__page").first()
    translation = _translation(page)
    if standing is None and translation is None and originals.original_of(page).pk == page.pk:
        return
    is_new = standing is None
    standing = standing or Standing(page_id=page.pk, is_partial=True)
    if translation:
        _as_strings(standing, translation, is_new=is_new, is_changed=is_changed)
    elif is_new or (is_changed and not is_minor):
        _as_written(standing, page, says)
    else:
        return
    standing.said_at = timezone.now()
    standing.save()


@transaction.atomic
def mark_checked(user: User, page: Page) -> None:
    """A person says that the public translation is right and says all that its source says now.

    What a machine translated in it counts as a person's from now on. Raises PermissionDenied where
    the user may not edit the page now, and NotPossible where there is nothing to check.
    """
    page = Page.objects.select_for_update().filter(pk=page.pk, alias_of__isnull=True).first()
    may = page and page.permissions_for_user(user)
    if not may or not may.can_edit() or may.page_locked():
        raise PermissionDenied
    if not page.live:
        raise NotPossible(_("Publish the translation first; then mark it as checked."))
    standing = Standing.objects.filter(page_id=page.pk).select_related("says__page").first()
    source = _source_of(page, standing)
    if standing is None and source is None:
        raise NotPossible(_("This is the original: there is nothing to check it against."))
    standing = standing or Standing(page_id=page.pk)
    standing.says = wordings.current(source) if source else None
    standing.is_partial = standing.is_machine = False
    standing.said_at = timezone.now()
    standing.save()
    if translation := _translation(page):
        StringTranslation.objects.filter(
            context__object_id=page.translation_key,
            locale_id=page.locale_id,
            translation_type=_MACHINE,
            translation_of__segments__source=translation.source,
        ).update(translation_type=_MANUAL, last_translated_by=user)
    log(instance=page.specific, action="translation.check", user=user)


def _as_strings(
    standing: Standing, translation: Translation, *, is_new: bool, is_changed: bool
) -> None:
    missing, by_machine = _progress(translation)
    standing.is_machine = by_machine > 0
    if missing:
        # What is not translated shows in the words of the source.
        standing.is_partial = standing.is_partial or is_changed
        return
    # Who marked it as checked read the present text of the source, not the one of the strings; so
    # it says these only when they were brought up to date since.
    is_synced = is_new or translation.source.last_updated_at > standing.said_at
    if standing.is_partial or not standing.says or is_synced:
        standing.says = _held(translation.source)
    standing.is_partial = False


def _as_written(standing: Standing, page: Page, says: str) -> None:
    source = _source_of(page, standing)
    wording = wordings.current(source) if source else None
    # Still the copy with which a translation begins.
    standing.is_partial = bool(wording) and wording.digest == says
    standing.says = None if standing.is_partial else wording
    standing.is_machine = False


def _translation(page: Page) -> Translation | None:
    """By which the page is translated string by string; None where it is edited as a whole."""
    return (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
        )
        .select_related("source")
        .order_by("-pk")
        .first()
    )


def _source_of(page: Page, standing: Standing | None) -> Page | None:
    """The page from which this one is made; None where it is the original, or that is gone."""
    if standing and standing.says:
        return standing.says.page
    made_from = (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale_id=page.locale_id
        )
        .order_by("-enabled", "-pk")
        .values("source__locale")
    )
    others = Page.objects.filter(translation_key=page.translation_key, alias_of__isnull=True)
    original = originals.original_of(page)
    if standing is None and original.pk == page.pk:
        return None
    found = others.filter(locale__in=made_from[:1]).exclude(pk=page.pk).first() or original
    return None if found.pk == page.pk else found


def _progress(translation: Translation) -> tuple[int, int]:
    """How many of its strings are not translated, and how many a machine has."""
    used = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=translation.target_locale_id,
        has_error=False,
    ).exclude(data="")
    found = (
        StringSegment.objects.filter(source_id=translation.source_id)
        .annotate(kind=Subquery(used.values("translation_type")[:1]))
        .aggregate(
            missing=Count("pk", filter=Q(kind=None)), machine=Count("pk", filter=Q(kind=_MACHINE))
        )
    )
    return found["missing"], found["machine"]


def _held(source: TranslationSource) -> Wording | None:
    """The wording of the source's page that translators have before them."""
    try:
        page = source.as_instance()
    except SourceDeletedError:
        return None
    return wordings.known(page, digest(page))
