"""The translation desk: where the texts of one's own pages stand, page by page and language by
language.

The database chooses the pages by owner, kind and words; states follow from what `standing.read`
reads of those, so that they are defined once. The number of queries does not grow with the pages.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page as Sheet
from django.core.paginator import Paginator
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import Left
from wagtail.models import Page

from orgs.fence import sight
from orgs.models import OrganisationPage, User
from polku.base.languages import offered
from polku.base.pages import BasePage
from polku.content.translation import states
from polku.content.translation.models import Wish
from polku.content.translation.states import Standing, State
from polku.content.upkeep.queries.owners import own_pages

from . import providers, standing, words

SHOWN = 50
# What somebody has to do, the most urgent first.
WAITING = (
    State.OUTDATED,
    State.MACHINE_OUTDATED,
    State.MISSING,
    State.IN_TRANSLATION,
    State.MACHINE,
)
# Where readers have no complete text in their language, and wish for one.
UNREADABLE = frozenset([State.MISSING, State.IN_TRANSLATION])
OF_THE_SITE = 0
_FEW = 200
BY_TIME, BY_WISHES = "time", "wishes"


@dataclass(frozen=True)
class Filters:
    """`organisation`: a key, `OF_THE_SITE` for pages that belong to none, None for all; `kind`: the
    key of a content type; `words`: a part of a title in any language."""

    organisation: int | None = None
    kind: int | None = None
    language: str = ""
    state: str = ""
    words: str = ""
    order: str = BY_TIME


@dataclass(frozen=True)
class Cell:
    """One text in one language. `page`: its key, None where there is none; `since`: when it began
    to wait; `wishes`: readers who asked for it and cannot read it yet."""

    language: str
    state: State
    page: int | None = None
    since: datetime | None = None
    wishes: int = 0


@dataclass(frozen=True)
class Row:
    """One text in all languages. `page`: the original, as its owners call it."""

    key: UUID
    page: Page
    organisation: str
    kind: str
    cells: list[Cell]

    @property
    def wishes(self) -> int:
        return sum(cell.wishes for cell in self.cells)


@dataclass(frozen=True)
class Desk:
    """`counts`: texts by state, whatever state is filtered by; `sheet`: the rows shown; `budgets`:
    by organisation."""

    languages: list[str]
    organisations: list[tuple[int, str]]
    has_pages_of_the_site: bool
    kinds: list[tuple[int, str]]
    counts: dict[State, int]
    sheet: Sheet
    budgets: dict[int, words.Budget]
    rows: list[Row] = field(default_factory=list)


def desk(user: User, filters: Filters, number: str | int = 1) -> Desk:
    """The user's own pages as the filters choose them, and of those one sheet."""
    owners = _Owners(user)
    found = standing.standings(_groups(user, filters, owners), offered())
    wishes = _wishes(found)
    counts, waiting = _weigh(found, wishes, filters)
    waiting.sort(key=_ORDERS[filters.order])
    sheet = Paginator([one.key for one in waiting], SHOWN).get_page(number)
    languages = [filters.language] if filters.language else offered()
    shown = {key: found[key] for key in sheet}
    return Desk(
        languages=languages,
        organisations=owners.choices,
        has_pages_of_the_site=sight.owns_all(user),
        kinds=kinds(),
        counts=counts,
        sheet=sheet,
        budgets=owners.budgets,
        rows=_rows(user, shown, wishes, languages, owners),
    )


@dataclass(slots=True)
class _Waiting:
    """A text: since when the longest waiting of its languages waits, in seconds; what knows no time
    comes last. `wishes`: of all its languages."""

    key: UUID
    since: float = float("inf")
    wishes: int = 0


_ORDERS = {
    BY_TIME: lambda one: (one.since, -one.wishes),
    BY_WISHES: lambda one: (-one.wishes, one.since),
}


def _weigh(
    found: dict[UUID, dict[str, Standing]], wishes: dict[tuple[UUID, str], int], filters: Filters
) -> tuple[dict[State, int], list[_Waiting]]:
    """How many texts there are in each state, and what is to be shown."""
    counts, waiting = Counter(), []
    wanted = {State(filters.state)} if filters.state else WAITING
    for key, group in found.items():
        text, is_shown = _Waiting(key), not filters.state
        for language in [filters.language] if filters.language else group:
            one = group[language]
            counts[one.state] += 1
            if one.state not in wanted:
                continue
            is_shown = True
            if since := _since(one):
                text.since = min(text.since, since.timestamp())
            if one.state in UNREADABLE:
                text.wishes += wishes.get((key, language), 0)
        if is_shown:
            waiting.append(text)
    return {state: counts[state] for state in State if counts[state]}, waiting


def kinds() -> list[tuple[int, str]]:
    """The content types of our pages, by name."""
    models = [model for model in apps.get_models() if issubclass(model, BasePage)]
    found = ContentType.objects.get_for_models(*models)
    names = [(kind.pk, str(model._meta.verbose_name)) for model, kind in found.items()]
    return sorted(names, key=lambda pair: pair[1])


def translatable_pages(user: User) -> QuerySet[Page]:
    """The pages of our kinds that the user may edit, in all languages."""
    return own_pages(user).filter(
        alias_of__isnull=True, content_type__in=[kind for kind, _name in kinds()]
    )


def budget(found: Desk, filters: Filters) -> words.Budget | None:
    """What is left for the machine this month, where it is plain whose words are counted."""
    if not providers.configuration().providers:
        return None
    if filters.organisation == OF_THE_SITE and found.has_pages_of_the_site:
        return words.budget_of(None)
    budgets = found.budgets
    if filters.organisation is None and len(budgets) == 1 and not found.has_pages_of_the_site:
        return next(iter(budgets.values()))
    return budgets.get(filters.organisation)


def _groups(user: User, filters: Filters, owners: "_Owners") -> dict[UUID, list[states.Page]]:
    """The pages of a text are all of one kind and below one organisation; its words, and whether
    it is public, one of them decides for all."""
    pages = translatable_pages(user)
    if filters.kind is not None:
        pages = pages.filter(content_type=filters.kind)
    if filters.organisation is not None:
        pages = owners.narrow(pages, filters.organisation)
    # Nobody translates what was public once and is no more.
    fits = Q(live=True) | Q(first_published_at__isnull=True)
    if filters.words:
        fits &= Q(title__icontains=filters.words) | Q(draft_title__icontains=filters.words)
    return standing.read(pages, fits=fits)


def _wishes(keys: Collection[UUID]) -> dict[tuple[UUID, str], int]:
    found = Wish.objects.all()
    # To name very many costs more than to read all.
    if len(keys) <= _FEW:
        found = found.filter(translation_key__in=keys)
    return {
        (key, language): number
        for key, language, number in found.values_list("translation_key", "language", "number")
    }


def _since(one: Standing) -> datetime | None:
    """A machine's text waits to be checked since it is there."""
    return one.page.said_at if one.state == State.MACHINE else one.since


def _rows(
    user: User,
    shown: dict[UUID, dict[str, Standing]],
    wishes: dict[tuple[UUID, str], int],
    languages: list[str],
    owners: "_Owners",
) -> list[Row]:
    pages: dict[UUID, list[Page]] = {key: [] for key in shown}
    for page in translatable_pages(user).filter(translation_key__in=shown).select_related("locale"):
        pages[page.translation_key].append(page)
    names = dict(kinds())
    rows = []
    for key, group in shown.items():
        originals = {one.page.key for one in group.values() if one.state == State.ORIGINAL}
        page = min(pages[key], key=lambda one, keys=originals: (one.pk not in keys, one.pk))
        cells = [
            Cell(
                language,
                group[language].state,
                group[language].page and group[language].page.key,
                _since(group[language]),
                wishes.get((key, language), 0) if group[language].state in UNREADABLE else 0,
            )
            for language in languages
        ]
        rows.append(Row(key, page, owners.of(page), names[page.content_type_id], cells))
    return rows


class _Owners:
    """Which of the user's own pages belong to which organisation, told by where they stand."""

    def __init__(self, user: User):
        pages = OrganisationPage.objects.filter(pk__in=own_pages(user).order_by().values("pk"))
        self._by_path, self.budgets = {}, {}
        for path, key, name, machine_words, used in pages.values_list(
            "path",
            "organisation",
            "organisation__name",
            "organisation__machine_words",
            words.used_of(OuterRef("organisation")),
        ):
            self._by_path[path] = (key, name)
            self.budgets[key] = words.budget_from(machine_words, used)

    @property
    def choices(self) -> list[tuple[int, str]]:
        return sorted(set(self._by_path.values()), key=lambda pair: pair[1].casefold())

    def of(self, page: Page) -> str:
        ends = range(len(page.path), 0, -Page.steplen)
        found = (self._by_path.get(page.path[:end]) for end in ends)
        return next((name for one in found if one for name in one[1:]), "")

    def narrow(self, pages: QuerySet[Page], organisation: int) -> QuerySet[Page]:
        """Those of one organisation, or of none."""
        if organisation == OF_THE_SITE:
            for length in {len(path) for path in self._by_path}:
                paths = [path for path in self._by_path if len(path) == length]
                pages = pages.alias(**{f"top{length}": Left("path", length)})
                pages = pages.exclude(**{f"top{length}__in": paths})
            return pages
        below = Q(pk__in=[])
        for path, (key, _name) in self._by_path.items():
            if key == organisation:
                below |= Q(path__startswith=path)
        return pages.filter(below)
