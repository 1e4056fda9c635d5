"""The published texts of an activity, and the words by which each is found."""

import hashlib
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from django.contrib.postgres.search import CombinedSearchVector, SearchVector, SearchVectorField
from django.db.models import Prefetch, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils import timezone

from activities.models import Activity, ActivityPage, ActivityText
from activities.states import TEXTS, Fate, Identity
from polku.base.search import text_config
from polku.base.words import words

from . import vocabulary

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
AT_ONCE = 200  # activities
# PostgreSQL keeps so many places of a lexeme in a text.
MOST_PLACES = 255


def write(activity: Activity, pages: dict[str, ActivityPage]) -> list[str]:
    """Bring the texts in line with the pages that are no aliases, by language; returns what
    differed."""
    stored = {
        text.language: text
        for text in activity.texts.defer("search").annotate(is_found=Q(search__isnull=False))
    }
    names = vocabulary.names(activity)
    rows = dict(names)
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
            is_new = _copy(text, page)
            found_by = FoundBy.of(activity, text, names)
            rows |= found_by.rows
            if is_new or not is_found or text.search_digest != found_by.digest:
                changed.append(f"text {language}")
                found_by.put(text)
                to_write.append(text)
    if to_remove:
        ActivityText.objects.filter(pk__in=to_remove).delete()
    _store(to_write)
    if to_write:
        vocabulary.learn(rows)
    return changed


def learn_again(translation_key: UUID) -> list[str]:
    """Bring back what the vocabulary lacks of an activity whose texts are right; returns what
    differed."""
    rows: vocabulary.Rows = {}
    texts = ActivityText.objects.filter(activity__translation_key=translation_key).defer("search")
    for text in texts.select_related("activity__organisation", "activity__municipality"):
        names = vocabulary.names(text.activity)
        rows |= names | FoundBy.of(text.activity, text, names).rows
    return ["words"] if vocabulary.learn(rows) else []


def index(activities: QuerySet[Activity]) -> int:
    """Make the words anew by which activities are found; returns the number of texts."""
    number = 0
    found = activities.select_related("organisation", "municipality").prefetch_related(
        "municipality__part_of", Prefetch("texts", ActivityText.objects.defer("search"))
    )
    rest = found.iterator(chunk_size=AT_ONCE)
    while some := list(islice(rest, AT_ONCE)):
        texts, rows = [], {}
        for activity in some:
            names = vocabulary.names(activity)
            rows |= names
            for text in activity.texts.all():
                found_by = FoundBy.of(activity, text, names)
                rows |= found_by.rows
                found_by.put(text)
                texts.append(text)
        _store(texts)
        vocabulary.learn(rows)
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


def _store(texts: list[ActivityText]) -> None:
    ActivityText.objects.bulk_create(
        texts,
        update_conflicts=True,
        unique_fields=["activity", "language"],
        update_fields=[
            *_AS_WRITTEN,
            *("body", "page", "published_at", "search", "search_digest"),
        ],
    )


@dataclass(frozen=True)
class FoundBy:
    """What a text is found by. Title, summary and body are stemmed in the text's language; title,
    summary and names besides as they stand, without accents, and so is the body where the server
    has no stemmer. `vector`: the latter, as PostgreSQL writes it; `rows`: for the vocabulary."""

    config: str
    vector: str
    rows: vocabulary.Rows

    @classmethod
    def of(cls, activity: Activity, text: ActivityText, names: vocabulary.Rows) -> "FoundBy":
        config = text_config(text.language)
        called = f"{activity.organisation.name} {activity.venue}"
        weighted = [("A", text.title), ("B", text.summary), ("D", called)]
        rows: vocabulary.Rows = {}
        for _weight, said in weighted:
            rows |= vocabulary.of_text(said)
        if config == "simple":
            weighted.append(("C", text.body))
        lexemes: dict[str, list[str]] = {}
        position = 0
        for weight, said in weighted:
            for word in words(said):
                position += 1
                for lexeme in word.lexemes:
                    lexemes.setdefault(lexeme, []).append(f"{position}{weight}")
        for lexeme in sorted({lexeme for _word, lexeme, _language in names}):
            lexemes[lexeme] = [f"{position + 1}D"]
        vector = " ".join(
            f"'{lexeme}':{','.join(at[:MOST_PLACES])}" for lexeme, at in lexemes.items()
        )
        return cls(config, vector, rows)

    @property
    def digest(self) -> str:
        return hashlib.sha256(f"{self.config} {self.vector}".encode()).hexdigest()

    def put(self, text: ActivityText) -> None:
        vector = Value(self.vector, output_field=SearchVectorField())
        text.search_digest = self.digest
        text.search = Cast(vector, SearchVectorField())
        if self.config == "simple":
            return
        for weight, said in (("A", text.title), ("B", text.summary), ("C", text.body)):
            text.search = CombinedSearchVector(
                text.search,
                "||",
                SearchVector(Value(said), config=self.config, weight=weight),
                None,
            )
