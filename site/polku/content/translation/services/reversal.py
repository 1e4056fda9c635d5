"""Turning a translation round: what was made from a page is what that page is now made from.

wagtail-localize knows which language is translated from which by its rows of `Translation`, and
what each text was translated into. Both are turned, so that its editor shows the old original as
the translation that it now is, with every word that it has.
"""

from collections import defaultdict

from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from polku.content.translation.models import Standing

from . import wordings

SLUG = "slug"
# The digest of a text from before anything was recorded.
UNKNOWN = ""


def way_between(before: Page, page: Page) -> list[tuple[Page, Page]]:
    """The steps of translation that lead from one page to another of the same text, as (source,
    target) pairs. Where none is known, one step: they say the same, and no third is between."""
    if before.pk == page.pk:
        return []
    pages = {
        each.locale_id: each
        for each in Page.objects.filter(translation_key=page.translation_key).select_related(
            "locale"
        )
    }
    above = dict(
        Translation.objects.filter(source__object_id=page.translation_key).values_list(
            "target_locale", "source__locale"
        )
    )
    way: list[tuple[Page, Page]] = []
    here = page.locale_id
    while here != before.locale_id:
        source = above.pop(here, None)
        if source not in pages:
            return [(before, page)]
        way.insert(0, (pages[source], pages[here]))
        here = source
    return way


def is_in_line(source: Page, target: Page) -> bool:
    """Whether the target says all that the source says now."""
    standing = Standing.objects.filter(page=target, is_partial=False).select_related("says").first()
    if standing is None or standing.says is None:
        return False
    says = standing.says
    return (says.page_id, says.version) == (source.pk, wordings.current(source).version)


def say_what_stands(source: Page, target: Page, *, in_line: bool) -> None:
    """The source says what the target says, where that said all of it; else it is outdated. What a
    machine wrote in it stays known."""
    says = wordings.current(target) if in_line else wordings.known(target, UNKNOWN)
    Standing.objects.update_or_create(
        page=source, defaults={"says": says, "said_at": timezone.now()}
    )


def cut(page: Page, way: list[tuple[Page, Page]]) -> None:
    """Forget of the pages on the way, and of this one, what they were translated from:
    wagtail-localize takes for granted that each is translated from one other at most."""
    pages = [page, *(each for step in way for each in step)]
    Translation.objects.filter(
        source__object_id=page.translation_key,
        target_locale__in={each.locale_id for each in pages},
    ).delete()


def turn(source: Page, target: Page, *, in_line: bool) -> None:
    """From now on the source is translated from the target. `in_line`: the target said all that the
    source says, so that each text is taken for the translation of the one in its place."""
    turned, _made = TranslationSource.update_or_create_from_instance(target)
    texts = _texts(source)
    is_whole = _take_over(turned, source.locale, texts, in_line=in_line)
    Translation.objects.update_or_create(
        source=turned,
        target_locale=source.locale,
        # Where its text is made up otherwise, it is written by hand: filled in from the other
        # page, it would lose what has no counterpart there.
        defaults={"enabled": is_whole},
    )


def _texts(page: Page) -> dict[str, list[str]]:
    """What the public reads on the page, by place; of a page that is not public, its draft."""
    page = page.specific
    if not page.live:
        page = page.get_latest_revision_as_object()
    found = defaultdict(list)
    for segment in extract_segments(page):
        if isinstance(segment, StringSegmentValue):
            found[segment.path].append(segment.string.data)
    return found


def _take_over(
    source: TranslationSource, locale: Locale, texts: dict[str, list[str]], *, in_line: bool
) -> bool:
    """Note these texts as the translations of those of the source; tells whether the pages are
    made up alike. Of a page that is not in line, only what is known to be translated."""
    segments = defaultdict(list)
    for segment in (
        StringSegment.objects.filter(source=source)
        .select_related("string", "context")
        .order_by("order", "pk")
    ):
        segments[segment.context.path].append(segment)
    is_whole = segments.keys() - {SLUG} == texts.keys() - {SLUG}
    for path, of_path in segments.items():
        said = texts.get(path, [])
        if len(said) != len(of_path):
            is_whole = False
            continue
        for segment, text in zip(of_path, said, strict=True):
            if in_line or _is_known(segment, text, source.locale):
                _note(segment, text, locale)
    return is_whole


def _is_known(segment: StringSegment, text: str, language: Locale) -> bool:
    """Whether the segment was made from this text."""
    return StringTranslation.objects.filter(
        translation_of__data=text,
        context=segment.context,
        locale=language,
        data=segment.string.data,
    ).exists()


def _note(segment: StringSegment, text: str, locale: Locale) -> None:
    StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        locale=locale,
        context=segment.context,
        defaults={
            "data": text,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "updated_at": timezone.now(),
            "has_error": False,
        },
    )
