"""The published texts of an activity, and the words by which each is found."""

from collections.abc import Iterable

from django.contrib.postgres.search import CombinedSearchVector, SearchVector
from django.db.models import Q, Value
from django.utils import timezone

from activities.models import Activity, ActivityPage, ActivityText
from activities.states import TEXTS, Fate, Identity
from polku.base.search import text_config, unaccent

# As the page says them; `body` and the page's number besides.
_AS_WRITTEN = (
    "title",
    "summary",
    "directions",
    "price_note",
    "cover_alt",
    "intake_criteria",
    "what_happens_next",
)
_COPIED = (*_AS_WRITTEN, "body", "page_id")


def write(
    activity: Activity, pages: dict[str, ActivityPage], *, index_all: bool = False
) -> list[str]:
    """Bring the texts in line with the pages that are no aliases, by language; returns the
    languages that differed. `index_all`: words shared by all languages changed."""
    stored = {
        text.language: text
        for text in activity.texts.defer("search").annotate(is_found=Q(search__isnull=False))
    }
    to_write, to_remove, changed = [], [], []
    for language in sorted({*stored, *pages}):
        text, page = stored.get(language), pages.get(language)
        is_live = page is not None and page.live
        if text is None and not is_live:
            continue
        fate = TEXTS[
            Identity(activity.status), language == activity.original_language, bool(text), is_live
        ]
        if fate == Fate.REMOVE:
            to_remove.append(text.pk)
            changed.append(f"text {language} removed")
        elif fate == Fate.WRITE:
            is_found = bool(text) and text.is_found
            text = text or ActivityText(activity=activity, language=language)
            if _copy(text, page) or not is_found:
                changed.append(f"text {language}")
                to_write.append(text)
            elif index_all:
                to_write.append(text)
    if to_remove:
        ActivityText.objects.filter(pk__in=to_remove).delete()
    _store(activity, to_write)
    return changed


def index(activities: Iterable[Activity]) -> int:
    """Make the words anew by which activities are found; returns the number of texts."""
    number = 0
    for activity in activities:
        texts = list(activity.texts.defer("search"))
        _store(activity, texts)
        number += len(texts)
    return number


def plain_body(page: ActivityPage) -> str:
    """The running text of a page without marks, a paragraph a block."""
    return "\n\n".join(page.body.stream_block.get_searchable_content(page.body))


def _copy(text: ActivityText, page: ActivityPage) -> bool:
    """Take over what the page says; tells whether anything differed."""
    said = {name: getattr(page, name) for name in _AS_WRITTEN}
    said |= {"body": plain_body(page), "page_id": page.pk}
    if text.pk and all(getattr(text, name) == said[name] for name in _COPIED):
        return False
    for name in _COPIED:
        setattr(text, name, said[name])
    text.published_at = timezone.now()
    return True


def _store(activity: Activity, texts: list[ActivityText]) -> None:
    for text in texts:
        text.search = _words(activity, text)
    ActivityText.objects.bulk_create(
        texts,
        update_conflicts=True,
        unique_fields=["activity", "language"],
        update_fields=[*_AS_WRITTEN, "body", "page", "published_at", "search"],
    )


def _words(activity: Activity, text: ActivityText) -> CombinedSearchVector:
    """What a text is found by. Title, summary and body are stemmed in the text's language; names
    are not, and lose their accents: few people type those."""
    config = text_config(text.language)
    municipality = activity.municipality
    names = [activity.organisation.name, activity.venue]
    if municipality:
        names += [municipality.name_fi, municipality.name_sv]
    return (
        SearchVector(Value(text.title), config=config, weight="A")
        + SearchVector(unaccent(text.title), config="simple", weight="A")
        + SearchVector(Value(text.summary), config=config, weight="B")
        + SearchVector(Value(text.body), config=config, weight="C")
        + SearchVector(unaccent(" ".join(names)), config="simple", weight="D")
    )
