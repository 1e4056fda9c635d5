"""Guidance points as cards: where, in which languages, and whether they are open."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from orgs.models import Area
from orgs.queries import owners_of
from polku.base import fallback, languages
from polku.base.opening_hours import OpenNow, at_present
from polku.base.positions import Position
from polku.content.models import GuidancePointPage

# What is shown of each comes along with the facts, and is asked for once.
_WITH_FACTS = ("municipality", "contact_card__municipality")


@dataclass(frozen=True)
class GuidanceCard:
    """For templates/components/guidance_card.html. `lang` and `dir` are those of the text.
    `open_now`: None where no hours are known. `spoken`: the codes of `languages`."""

    url: str
    title: str
    summary: str
    lang: str
    dir: str
    is_fallback: bool
    organisation: str
    place: str
    municipality: Area | None
    spoken: tuple[str, ...]
    languages: list[dict] = field(hash=False)
    phone: str
    drop_in: bool
    open_now: OpenNow | None
    where: Position | None


@dataclass(frozen=True)
class GuidanceFilters:
    """Empty means anything. `municipality`: its code; `language`: one in which one gets advice."""

    municipality: str = ""
    language: str = ""


def guidance_points(reader: str) -> list[GuidanceCard]:
    """All guidance points, each once and in the reader's language where it is in it: by
    municipality, then by name."""
    pages = fallback.chosen(GuidancePointPage.objects.all(), reader)
    cards = guidance_cards(pages.order_by("title", "pk"), reader)
    # Those that are nowhere on the spot come last.
    return sorted(cards, key=lambda card: (not card.municipality, str(card.municipality or "")))


def matching(cards: Iterable[GuidanceCard], filters: GuidanceFilters) -> list[GuidanceCard]:
    """What can be reached from everywhere is no answer to “in which municipality”."""
    return [
        card
        for card in cards
        if (not filters.language or filters.language in card.spoken)
        and (
            not filters.municipality
            or (card.municipality and card.municipality.code == filters.municipality)
        )
    ]


def guidance_cards(pages: Iterable[GuidancePointPage], reader: str) -> list[GuidanceCard]:
    """Two queries however many pages; they come with their locales."""
    pages = list(pages)
    owners = owners_of(pages)
    return [
        _card(page, reach, reader, owners[page.pk].name if owners[page.pk] else "")
        for page, reach in zip(pages, _reaches(pages), strict=True)
    ]


def open_states(pages: Iterable[GuidancePointPage]) -> list[OpenNow | None]:
    """Whether each is open, None where no hours are known; one query however many."""
    return [at_present(reach["opening_hours"]) for reach in _reaches(list(pages))]


def _reaches(pages: list[GuidancePointPage]) -> list[dict]:
    facts = GuidancePointPage.facts_of(pages, *_WITH_FACTS)
    return [page.reach(facts.get(page.translation_key, page)) for page in pages]


def _card(page: GuidancePointPage, reach: dict, reader: str, organisation: str) -> GuidanceCard:
    municipality = reach["municipality"]
    place = (reach["venue"], reach["street_address"], municipality and municipality.name)
    return GuidanceCard(
        url=fallback.address(page, reader),
        title=page.title,
        summary=page.summary,
        lang=page.language,
        dir=page.direction,
        is_fallback=page.language != reader,
        organisation=organisation,
        place=", ".join(filter(None, place)),
        municipality=municipality,
        spoken=tuple(reach["languages"]),
        languages=[
            {"code": code, "name": languages.name_in(code, reader)} for code in reach["languages"]
        ],
        phone=reach["phone"],
        drop_in=reach["drop_in"],
        open_now=at_present(reach["opening_hours"]),
        where=reach["where"],
    )
