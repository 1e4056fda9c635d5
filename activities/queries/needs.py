"""What helps with a need: narrower needs, activities, guidance points and pages to read."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from wagtail.models import Locale, Page

from activities.models import Activity, NeedPage
from orgs.models import OrganisationPage
from polku.base import fallback, languages
from polku.content import navigation
from polku.content.first_question import Choice, Question
from polku.content.models import GuidancePointPage, TopicPage
from polku.content.queries import GuidanceCard, guidance_cards, page_cards

from .asked import Filters
from .cards import Card, cards
from .listing import find

SHOWN = 6
# Where each kind of page says in short what it is about.
_SUMMARIES = {TopicPage: "intro", OrganisationPage: "intro"}


@dataclass(frozen=True)
class Help:
    """`number`: of all activities that fit, of which `activities` are the first; `asked`: the query
    of the address of all of them, empty where the need names none."""

    choices: list[Choice]
    activities: list[Card]
    number: int
    asked: str
    guidance: list[GuidanceCard]
    reading: list[dict]


def question(home: Page, reader: str) -> Question | None:
    """What the site asks on its home page."""
    asking = fallback.chosen(_needs_below(home), reader)
    page = navigation.in_order(asking).first()
    if page is None:
        return None
    return Question(
        url=fallback.address(page, reader),
        title=page.title,
        lang=page.language,
        dir=page.direction,
        choices=choices(page, reader),
    )


def choices(page: NeedPage, reader: str) -> list[Choice]:
    """The narrower needs, as the editors have put them; three queries however many."""
    found = list(navigation.in_order(fallback.chosen(_needs_below(page), reader)))
    facts = NeedPage.facts_of(found)
    return [
        Choice(
            url=fallback.address(need, reader),
            title=need.title,
            summary=need.summary,
            icon=facts.get(need.translation_key, need).icon,
            lang=need.language,
            dir=need.direction,
            foreign="" if need.language == reader else languages.name_in(need.language, reader),
        )
        for need in found
    ]


def what_helps(page: NeedPage, reader: str) -> Help:
    facts = page.facts()
    asked = _asked_by(facts)
    # A need that names neither is no question for all activities of the site.
    fitting = find(asked, reader) if asked != Filters() else Activity.objects.none()
    helpful = _in_language([block.value for block in facts.helpful_pages], reader)
    points = [each for each in helpful if isinstance(each, GuidancePointPage)]
    return Help(
        choices=choices(page, reader),
        activities=cards(fitting[:SHOWN], reader),
        number=fitting.count(),
        asked=asked.query_string(),
        guidance=guidance_cards(points, reader),
        reading=_to_read([each for each in helpful if each not in points]),
    )


def _needs_below(page: Page) -> QuerySet[NeedPage]:
    return NeedPage.objects.filter(pk__in=fallback.children(page).values("pk"))


def _asked_by(facts: NeedPage) -> Filters:
    """On one of the themes, and for one of those it names."""
    return Filters(themes=tuple(facts.themes), audiences=tuple(facts.audiences))


def _in_language(wanted: Iterable[Page | None], reader: str) -> list[Page]:
    """The same pages for a reader, in the same order, each once; those that are live. One query for
    each kind of page among them."""
    keys = list(dict.fromkeys(page.translation_key for page in wanted if page))
    found = fallback.chosen(Page.objects.filter(translation_key__in=keys), reader)
    shown = list(found.specific()) if keys else []
    locales = Locale.objects.in_bulk({page.locale_id for page in shown}) if shown else {}
    for page in shown:
        page.locale = locales[page.locale_id]
    return sorted(shown, key=lambda page: keys.index(page.translation_key))


def _to_read(pages: list[Page]) -> list[dict]:
    return [
        card for page in pages for card in page_cards([page], _SUMMARIES.get(type(page), "summary"))
    ]
