"""What of a page is still to be translated, and what of it stays as it is."""

from collections import defaultdict
from dataclasses import dataclass

from bs4 import BeautifulSoup
from django.db.models import Exists, OuterRef
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, TemplateSegment, Translation

from orgs.queries import owner_of
from polku.content.translation.models import GlossaryTerm
from polku.content.translation.rules.protection import Masked, mask

# Facts of a page that are names.
_NAMES = ("venue", "street_address")


@dataclass(frozen=True)
class Segment:
    """A text of the original in one place. `stays`: an editor has marked all of it with “do not
    translate”."""

    string_id: int
    context_id: int
    html: str
    stays: bool = False


def missing(translation: Translation) -> list[Segment]:
    """The segments of the original that nobody has translated yet, in their order."""
    done = StringTranslation.objects.filter(
        translation_of=OuterRef("string_id"),
        context=OuterRef("context_id"),
        locale=translation.target_locale_id,
    )
    staying = _staying(translation)
    return [
        Segment(one.string_id, one.context_id, one.string.data, one.pk in staying)
        for one in StringSegment.objects.filter(~Exists(done), source=translation.source_id)
        .select_related("string")
        .order_by("order")
    ]


def _staying(translation: Translation) -> set[int]:
    """Segments that fill a whole marked span: wagtail-localize keeps its tags in the template."""
    templates = TemplateSegment.objects.filter(
        source=translation.source_id, template__template__contains='translate="no"'
    ).select_related("template")
    staying = set()
    for found in templates:
        rows = list(
            StringSegment.objects.filter(source=translation.source_id, context=found.context_id)
            .order_by("order")
            .values_list("pk", flat=True)
        )
        for text in BeautifulSoup(found.template.template, "html.parser").find_all("text"):
            position = int(text["position"])
            if text.find_parent(attrs={"translate": "no"}) and position < len(rows):
                staying.add(rows[position])
    return staying


def by_hand(translation: Translation, segments: list[Segment]) -> dict[int, StringTranslation]:
    """What people have made of the same texts elsewhere on the same page, by the key of the text;
    another page may mean something else by the same words."""
    rows = StringTranslation.objects.filter(
        translation_of__in={one.string_id for one in segments},
        locale=translation.target_locale_id,
        context__object_id=translation.source.object_id,
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        has_error=False,
    ).order_by("updated_at")
    said: dict[int, set[str]] = defaultdict(set)
    found: dict[int, StringTranslation] = {}
    for row in rows:
        said[row.translation_of_id].add(row.data)
        found[row.translation_of_id] = row
    # Where they differ, a person has to choose.
    return {key: row for key, row in found.items() if len(said[key]) == 1}


def masked(translation: Translation, segments: list[Segment]) -> dict[str, Masked]:
    """Each text among the segments that no person has translated, as it is sent to a machine."""
    source = translation.source.locale.language_code
    names = _names_on(translation.source.get_source_instance())
    terms = _terms_between(source, translation.target_locale.language_code)
    said = by_hand(translation, segments)
    texts = {one.html for one in segments if not one.stays and one.string_id not in said}
    return {text: mask(text, names=names, terms=terms, language=source) for text in texts}


def _names_on(page: Page) -> set[str]:
    """What a machine must not translate on this page: the name of its organisation and of its
    place."""
    owner = owner_of(page)
    names = {owner.name} if owner else set()
    return names | {name for fact in _NAMES if (name := getattr(page, fact, ""))}


def _terms_between(source: str, target: str) -> dict[str, str]:
    """The glossary: {term: translation}."""
    rows = GlossaryTerm.objects.filter(source_language=source, target_language=target)
    return dict(rows.values_list("term", "translation"))
