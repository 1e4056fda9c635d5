"""Search over all that is public: what an organisation offers, what it tells, and the guide.

Activities are found by their published facts. Pages are found through Wagtail's index, which holds
each in its own language, by the same words as activities; a slip of the finger is forgiven in their
titles. A page is shown once, in the language nearest to the reader.
"""

from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.search import CombinedSearchVector, SearchRank
from django.db.models import F, Q
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.search.models import IndexEntry

from activities.models import NeedPage
from orgs.models import OrganisationPage
from polku.base import fallback, languages
from polku.content.models import (
    AboutPage,
    FormPage,
    GuidancePointPage,
    GuidePage,
    LocalGuidePage,
    NewsPage,
    TopicPage,
)
from polku.content.queries import news, page_cards

from .asked import Filters, clean_words
from .cards import Card, cards
from .listing import did_you_mean, find
from .sought import Question, understood

# Of each kind so many are shown, those that fit best.
SHOWN = 6
# With so few results, other words may be meant.
LITTLE = 2
_GUIDE = (GuidePage, LocalGuidePage, TopicPage, FormPage, AboutPage)


@dataclass(frozen=True)
class Section:
    """Pages of one kind; `count` of all that are found, `cards` of the best of them."""

    name: str
    label: str
    count: int
    cards: list[dict]


@dataclass(frozen=True)
class SiteSearch:
    """`meant`: other words that find something where these find little or nothing."""

    words: str
    activities: list[Card] = field(default_factory=list)
    activities_count: int = 0
    sections: list[Section] = field(default_factory=list)
    meant: str | None = None

    @property
    def count(self) -> int:
        return self.activities_count + sum(section.count for section in self.sections)


def site_search(said: str, reader: str) -> SiteSearch:
    words = clean_words(said)
    if not words:
        return SiteSearch(words)
    asked = Filters(words=words)
    found = find(asked, reader)
    sections = _sections(words, reader)
    result = SiteSearch(words, cards(found[:SHOWN], reader, asked), found.count(), sections)
    if result.count > LITTLE:
        return result
    return SiteSearch(
        words,
        result.activities,
        result.activities_count,
        sections,
        did_you_mean(words, reader, Filters()),
    )


def _sections(words: str, reader: str) -> list[Section]:
    kinds = [
        ("needs", _("What you need help with"), (NeedPage,), "summary"),
        ("guide", _("Guide"), _GUIDE, ""),
        ("guidance", _("Guidance and counselling"), (GuidancePointPage,), "summary"),
        ("organisations", _("Organisations"), (OrganisationPage,), "intro"),
        ("news", _("News"), (NewsPage,), "summary"),
    ]
    ranks = _ranks(words, reader, [model for _n, _l, models, _s in kinds for model in models])
    sections = []
    for name, label, models, summary in kinds:
        pages = []
        for model in models:
            shown = news(reader) if model is NewsPage else _shown(model, reader)
            pages += shown.filter(translation_key__in=ranks)
        pages.sort(key=lambda page: (-ranks[page.translation_key], page.title))
        if pages:
            sections.append(Section(name, label, len(pages), page_cards(pages[:SHOWN], summary)))
    return sections


def _shown(model: type[Page], reader: str):
    return fallback.chosen(model.objects.public(), reader)


def _ranks(words: str, reader: str, models: list[type[Page]]) -> dict:
    """By translation key how well the live pages of these types fit: the reader's language first,
    then those that all understand."""
    types = ContentType.objects.get_for_models(*models).values()
    question = Question(understood(words, reader).exact)
    everything = CombinedSearchVector(F("title"), "||", F("body"), None)
    entries = (
        IndexEntry.objects.filter(content_type__in=types)
        .annotate(everything=everything)
        .filter(everything=question)
        .annotate(rank=SearchRank(F("title"), question) * 2 + SearchRank(F("body"), question))
        .values_list("object_id", "rank")
    )
    fits = {int(pk): 1 + rank for pk, rank in entries}
    readable = {reader, *languages.shared(reader)}
    pages = (
        fallback.offered(Page.objects.live().public())
        .filter(
            Q(pk__in=fits) | Q(title__trigram_word_similar=words),
            alias_of__isnull=True,
            content_type__in=types,
            locale__language_code__in=readable,
        )
        .values_list("pk", "translation_key", "locale__language_code")
    )
    ranks: dict = {}
    for pk, key, language in pages:
        rank = fits.get(pk, 0.5) * (2 if language == reader else 1)
        ranks[key] = max(rank, ranks.get(key, 0))
    return ranks
