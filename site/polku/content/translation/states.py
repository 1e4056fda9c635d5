"""Where the text of a page stands in one language: defined once, computed from what is known and
never stored.

Each language of a page has a *wording*: its public text, numbered with a version. A translation
says one wording of its source, the page that it was made from; that may be a translation itself.
It is *outdated* while its source says something else now, or is outdated itself. Facts (time,
place, price) are no text, a draft is not public, and a small change (`minor`) keeps the version:
none of them makes a translation outdated, and a text that comes back has its old version again.

`states` is the one function. `TABLE` says the same as data, and tests do each of its rows to real
pages.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from django.db.models.enums import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    ORIGINAL = "original", _("original")
    MISSING = "missing", _("missing")
    # Somebody works on it; the public sees no complete text in this language yet.
    IN_TRANSLATION = "in_translation", _("in translation")
    UP_TO_DATE = "up_to_date", _("up to date")
    OUTDATED = "outdated", _("outdated")
    MACHINE = "machine", _("translated by machine")
    MACHINE_OUTDATED = "machine_outdated", _("translated by machine, outdated")


# No wording has this version.
NEVER_SAID = -1
OUTDATED = frozenset([State.OUTDATED, State.MACHINE_OUTDATED])
BY_MACHINE = frozenset([State.MACHINE, State.MACHINE_OUTDATED])


@dataclass(frozen=True)
class Page:
    """What is known of the page in one language, if it is no alias and not deleted.

    `version`, `since`: of its present wording, and when that came. `has_standing`: it was once
    published as a translation, and the rest tells of that. `source`: the key of the page whose
    wording it says, in the version `says`; None where it never said one in full, or the source
    is gone for good. `is_partial`: a part of what the public sees is not translated.
    """

    key: int
    language: str
    is_live: bool
    version: int | None = None
    since: datetime | None = None
    has_standing: bool = False
    source: int | None = None
    says: int | None = None
    said_at: datetime | None = None
    is_partial: bool = False
    is_machine: bool = False


@dataclass(frozen=True)
class Standing:
    """`page` is None where the text is missing; `source`: the page that it says, or has to say;
    `since`: when the words came that it does not say yet, None where it says all."""

    state: State
    page: Page | None = None
    source: Page | None = None
    since: datetime | None = None


def states(
    pages: Iterable[Page], original: str, languages: Iterable[str] = ()
) -> dict[str, Standing]:
    """The state of each language of one group of pages, and of each further one of `languages`.

    `original`: the language of the original.
    """
    by_language = {page.language: page for page in pages}
    by_key = {page.key: page for page in by_language.values()}
    first = by_language.get(original)
    found = {language: _standing(page, first, by_key) for language, page in by_language.items()}
    since = first.since if first else None
    for language in languages:
        found.setdefault(language, Standing(State.MISSING, None, first, since))
    return found


def passing_by(pages: Iterable[Page], gone: dict[int, Page]) -> list[Page]:
    """The pages as they stand when these are gone, by key: what was made from one of them is then
    a translation of what that one was made from, and outdated if it did not say its last words."""
    return [_passing_by(page, gone) for page in pages]


def _passing_by(page: Page, gone: dict[int, Page]) -> Page:
    seen = set()
    while (source := gone.get(page.source)) and source.source and source.key not in seen:
        seen.add(source.key)
        is_in_line = page.says is not None and page.says == source.version
        page = replace(page, source=source.source, says=source.says if is_in_line else NEVER_SAID)
    return page


def _standing(page: Page, original: Page | None, by_key: dict[int, Page]) -> Standing:
    if page is original and not page.has_standing:
        return Standing(State.ORIGINAL, page)
    source = by_key.get(page.source) or original
    if source is page:
        source = None
    behind = _behind(page, by_key)
    never_complete = not page.has_standing or (page.is_partial and page.says is None)
    if not page.is_live or never_complete or (page.is_partial and not behind):
        return Standing(State.IN_TRANSLATION, page, source, source.since if source else None)
    if behind:
        state = State.MACHINE_OUTDATED if page.is_machine else State.OUTDATED
        return Standing(state, page, source, behind.since)
    return Standing(State.MACHINE if page.is_machine else State.UP_TO_DATE, page, source)


def _behind(page: Page, by_key: dict[int, Page]) -> Page | None:
    """The page above this one whose words have changed since; the nearest one to the original."""
    found, seen = None, set()
    while page.key not in seen and (source := by_key.get(page.source)):
        seen.add(page.key)
        if _says_other_than(page, source):
            found = source
        page = source
    return found


def _says_other_than(page: Page, source: Page) -> bool:
    if source.version is None or page.says is None:
        return False
    # Of a source that is not public, a draft may have been translated since.
    return page.says != source.version if source.is_live else page.says < source.version


class Edit(StrEnum):
    """What is done to the source of a translation."""

    NONE = "it is published again unchanged"
    MINOR = "a small change is published"
    MAJOR = "a change is published"
    DRAFT = "a change is saved as a draft"
    SCHEDULE = "its time and place are changed and published"
    MOVED = "it is moved below another page"
    REVERTED = "a change is published and taken back"


class Target(StrEnum):
    """How the translation stood before."""

    MANUAL = "translated by people"
    MACHINE = "translated by machine"
    IN_TRANSLATION = "half translated and public"
    MISSING = "missing"
    DRAFT = "translated, but never published"


# (edit, target) → state of the target
TABLE = {
    (edit, target): state
    for target, unchanged, changed in (
        (Target.MANUAL, State.UP_TO_DATE, State.OUTDATED),
        (Target.MACHINE, State.MACHINE, State.MACHINE_OUTDATED),
        (Target.IN_TRANSLATION, State.IN_TRANSLATION, State.IN_TRANSLATION),
        (Target.MISSING, State.MISSING, State.MISSING),
        (Target.DRAFT, State.IN_TRANSLATION, State.IN_TRANSLATION),
    )
    for edit, state in (
        (Edit.NONE, unchanged),
        (Edit.MINOR, unchanged),
        (Edit.MAJOR, changed),
        (Edit.DRAFT, unchanged),
        (Edit.SCHEDULE, unchanged),
        (Edit.MOVED, unchanged),
        (Edit.REVERTED, unchanged),
    )
}
