"""How the texts of pages stand in each language. The states are `states.states`, from what one
query reads; a second one asks which languages are the originals."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Case, FilteredRelation, Q, QuerySet, Value, When
from wagtail.models import Page

from polku.base.bin import URL_PATH as BIN_PATH
from polku.base.languages import offered
from polku.content import originals
from polku.content.translation import states
from polku.content.translation.states import Standing, State


def states_of(page: Page, *, languages: Iterable[str] | None = None) -> dict[str, State]:
    """The state of a page's text by language, in the site's order; of `languages` where given,
    else of all in which the site is written."""
    found = standings_of(page, languages=languages)
    return {language: standing.state for language, standing in found.items()}


def standings_of(page: Page, *, languages: Iterable[str] | None = None) -> dict[str, Standing]:
    """As `states_of`, with the page in each language and since when its text waits."""
    key = page.translation_key
    found = matrix(Page.objects.filter(translation_key=key), languages=languages)
    # A page that lies in the bin, or is an alias of another text, has none.
    return found.get(key) or states.states((), "", _languages(languages))


def matrix(
    pages: QuerySet[Page], *, languages: Iterable[str] | None = None
) -> dict[UUID, dict[str, Standing]]:
    """The standing of many pages in all languages, by translation key: of each group of which one
    page is in `pages`. Two queries, however many there are; what the user may see is for the
    caller to choose by `pages`."""
    keys = pages.order_by().values("translation_key")
    groups = read(Page.objects.filter(translation_key__in=keys))
    return standings(groups, _languages(languages))


def standings(
    groups: dict[UUID, list[states.Page]], languages: list[str]
) -> dict[UUID, dict[str, Standing]]:
    """What `read` has found, judged; one query."""
    known = originals.registered(groups if len(groups) <= _FEW else None)
    found = {}
    for key, group in groups.items():
        original = known.get(key) or group[0].language
        standings = states.states(group, original, languages)
        found[key] = {language: standings[language] for language in languages}
    return found


def read(pages: QuerySet[Page], *, fits: Q | None = None) -> dict[UUID, list[states.Page]]:
    """What is known of these pages by translation key, the page made first coming first; without
    aliases and what lies in the bin. `fits`: only of groups of which one page fits. One query."""
    rows = (
        pages.filter(alias_of__isnull=True)
        .annotate(
            current=FilteredRelation("wordings", condition=Q(wordings__is_current=True)),
            fits=Case(When(fits, then=True), default=False) if fits else Value(True),
        )
        .order_by("pk")
        .values_list(
            "translation_key",
            "url_path",
            "pk",
            "locale__language_code",
            "live",
            "current__version",
            "current__since",
            "standing__pk",
            "standing__says__page",
            "standing__says__version",
            "standing__said_at",
            "standing__is_partial",
            "standing__is_machine",
            "fits",
        )
    )
    groups, fitting, gone = defaultdict(list), set(), {}
    for key, path, pk, language, live, version, since, *said in rows:
        standing, source, says, at, partial, machine, does_fit = said
        page = states.Page(
            key=pk,
            language=language,
            is_live=live,
            version=version,
            since=since,
            has_standing=standing is not None,
            source=source,
            says=says,
            said_at=at,
            is_partial=bool(partial),
            is_machine=bool(machine),
        )
        if path.startswith(BIN_PATH):
            gone[pk] = page
            continue
        groups[key].append(page)
        if does_fit:
            fitting.add(key)
    return {
        key: states.passing_by(group, gone) if gone else group
        for key, group in groups.items()
        if key in fitting
    }


def _languages(languages: Iterable[str] | None) -> list[str]:
    return offered() if languages is None else list(languages)


# Below this number of groups it is cheaper to name them than to read of all.
_FEW = 200
