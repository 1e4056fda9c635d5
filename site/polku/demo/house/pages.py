"""Guidance point, news, topic page, list, form and a municipality's own text of the guide."""

from collections.abc import Callable
from uuid import UUID, uuid4

from wagtail.models import Page

from activities.models import ListingPage
from orgs.models import ContactCard
from orgs.services import sharing
from polku.content.models import (
    FormPage,
    FormQuestion,
    GuidancePointPage,
    GuidePage,
    LocalGuidePage,
    NewsPage,
    TopicPage,
)

from . import pictures, source, text
from .organisations import Pages, municipality, publisher_of
from .publishing import add

Cards = dict[str, ContactCard]


def build(homes: dict[str, Page], parents: Pages, cards: Cards) -> None:
    """Each page in its languages, below its organisation's page or else below the home page."""
    # Topic pages last: they link to the others.
    for written in sorted(source.pages(), key=lambda each: each["kind"] == "topic"):
        key, names = uuid4(), [uuid4() for _question in written.get("questions", ())]
        for code, texts in written["text"].items():
            organisation = written.get("organisation")
            parent = parents[organisation, code] if organisation else homes[code]
            page = _MADE_BY[written["kind"]](written, texts, code, cards, names)
            page.translation_key, page.slug = key, written["slug"]
            add(parent, page, publisher_of(parent.organisation) if organisation else None)


def _guidance(written, texts, language, cards: Cards, names) -> GuidancePointPage:
    return GuidancePointPage(
        title=texts["title"],
        summary=texts["summary"],
        how_to_come=texts.get("how_to_come", ""),
        body=text.sections(texts["sections"]),
        drop_in=written["drop_in"],
        venue=written.get("venue", ""),
        position=written.get("position", ""),
        # Numbers, hours and address stand on the card.
        contact_card=cards[written["contact_card"]],
    )


def _news(written, texts, language, cards: Cards, names) -> NewsPage:
    return NewsPage(
        title=texts["title"], summary=texts["summary"], body=text.sections(texts["sections"])
    )


def _topic(written, texts, language, cards: Cards, names) -> TopicPage:
    pages = Page.objects.filter(locale__language_code=language, slug__in=written["links"])
    return TopicPage(
        title=texts["title"],
        intro=texts["summary"],
        featured_links=[
            ("link", {"page": page, "url": "", "text": "", "summary": _summary(page)})
            for page in sorted(pages, key=lambda page: written["links"].index(page.slug))
        ],
        body=text.sections(
            texts["sections"],
            cards[written["contact_card"]],
            pictures.picture("language_cafe", sharing.collection()),
            ListingPage.objects.get(slug=written["listing"], locale__language_code=language),
        ),
    )


def _listing(written, texts, language, cards: Cards, names) -> ListingPage:
    return ListingPage(title=texts["title"], intro=texts["summary"], **written["query"])


def _summary(page: Page) -> str:
    return getattr(page.specific, "summary", "")


def _form(written, texts, language, cards: Cards, names: list[UUID]) -> FormPage:
    page = FormPage(
        title=texts["title"],
        intro=texts["summary"],
        purpose=texts["purpose"],
        thanks=texts["thanks"],
        retention_days=written["retention_days"],
    )
    page.form_fields = [
        FormQuestion(
            sort_order=place,
            translation_key=name,
            clean_name=question["name"],
            field_type=question["type"],
            required=question.get("required", True),
            label=words["label"],
            help_text=words.get("help", ""),
            choices=words.get("choices", ""),
        )
        for place, (name, question, words) in enumerate(
            zip(names, written["questions"], texts["questions"], strict=True)
        )
    ]
    return page


def _local_guide(written, texts, language, cards: Cards, names) -> LocalGuidePage:
    return LocalGuidePage(
        title=texts["title"],
        guide_page=GuidePage.objects.get(slug=written["guide"], locale__language_code=source.FIRST),
        municipality=municipality(written["municipality"]),
        body=text.sections(texts["sections"], cards[written["contact_card"]]),
    )


_MADE_BY: dict[str, Callable] = {
    "guidance": _guidance,
    "news": _news,
    "topic": _topic,
    "form": _form,
    "local_guide": _local_guide,
    "listing": _listing,
}
