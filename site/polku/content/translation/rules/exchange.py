"""What of a file goes into a page, and why a file does not. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from html import unescape

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from polku.base import languages
from polku.content.translation.exchange import content
from polku.content.translation.exchange.document import FINISHED, Document, Segment, State
from polku.content.translation.exchange.refusals import MarkupBroken


class Outcome(StrEnum):
    """What becomes of one text of the page."""

    NEW = "new"
    CHANGED = "changed"
    CHECKED = "checked"  # the machine's text, found right by a person
    SAME = "same"
    UNFINISHED = "unfinished"
    UNTRANSLATED = "untranslated"
    ABSENT = "absent"
    BROKEN = "broken"


ADDRESS = re.compile(
    r"(https?://|/|#)[^\s<>\"']*|(mailto:)?[^\s<>\"'@:]+@[^\s<>\"'@:]+|tel:[-+0-9(). ]+"
)
TAKEN = frozenset([Outcome.NEW, Outcome.CHANGED, Outcome.CHECKED])
DONE = TAKEN | {Outcome.SAME}


@dataclass(frozen=True)
class Row:
    """`now`: the text as the page has it; `new`: what the file says, in one spelling."""

    now: Segment
    new: str
    outcome: Outcome
    is_machine: bool = False
    fault: str = ""


@dataclass(frozen=True)
class Change:
    """A text of the original that the file and the page have differently, side by side."""

    label: str
    in_file: str
    on_page: str


@dataclass(frozen=True)
class Comparison:
    """`refusal`: why nothing of the file is taken in, with the differences."""

    rows: tuple[Row, ...] = ()
    refusal: str = ""
    added: tuple[Segment, ...] = ()
    missing: tuple[Segment, ...] = ()
    changed: tuple[Change, ...] = ()

    @cached_property
    def taken(self) -> list[Row]:
        return [row for row in self.rows if row.outcome in TAKEN]

    @cached_property
    def broken(self) -> list[Row]:
        return [row for row in self.rows if row.outcome is Outcome.BROKEN]

    @cached_property
    def texts(self) -> list[Row]:
        """Without addresses, which a language need not have of its own."""
        return [row for row in self.rows if not row.now.is_address]

    @property
    def done(self) -> int:
        """How many texts of the page the file says, finished."""
        return sum(row.outcome in DONE for row in self.texts)


def compare(file: Document, page: Document) -> Comparison:
    """A file against the page as it is now."""
    if file.translation != page.translation:
        return Comparison(refusal=_("The file belongs to another page or another language."))
    for given, wanted, sentence in (
        (
            file.source_language,
            page.source_language,
            _("The texts of the file are in %(given)s; the page is translated from %(wanted)s."),
        ),
        (
            file.target_language,
            page.target_language,
            _("The translations of the file are in %(given)s; the page is in %(wanted)s."),
        ),
    ):
        if not _is_same_language(given, wanted):
            names = {"given": _name(given), "wanted": _name(wanted)}
            return Comparison(refusal=sentence % names)
    return _compare_texts(file, page)


def _compare_texts(file: Document, page: Document) -> Comparison:
    given = {_place(segment): segment for segment in reversed(file.segments)}
    wanted = {_place(segment): segment for segment in page.segments}
    added = [segment for place, segment in given.items() if place not in wanted]
    missing = [segment for place, segment in wanted.items() if place not in given]
    is_part = file.digest == page.digest  # of the same texts, some were left out
    if added or (missing and not is_part):
        added.reverse()
        return _refusal(added, missing)
    return Comparison(rows=tuple(_row(given.get(place), now) for place, now in wanted.items()))


def _refusal(added: list[Segment], missing: list[Segment]) -> Comparison:
    """With those texts side by side that stand at the same place."""
    changed = []
    for old in list(added):
        new = next((segment for segment in missing if segment.path == old.path), None)
        if new is not None:
            changed.append(Change(new.label, old.source, new.source))
            added.remove(old)
            missing.remove(new)
    return Comparison(
        refusal=_(
            "The original has changed since the file was sent out, or somebody has changed its "
            "texts in the file. Nothing was taken in. Send the page out anew."
        ),
        added=tuple(added),
        missing=tuple(missing),
        changed=tuple(changed),
    )


def _row(given: Segment | None, now: Segment) -> Row:
    if given is None:
        return Row(now, "", Outcome.ABSENT)
    if fault := fault_of(given, now):
        return Row(now, "", Outcome.BROKEN, fault=fault)
    new = content.normal(given.target)
    if not new.strip() or (now.is_address and new == now.source):
        return Row(now, "", Outcome.UNTRANSLATED)
    if given.state not in FINISHED:
        return Row(now, new, Outcome.UNFINISHED)
    is_machine = given.is_machine and given.state is not State.CHECKED
    if not now.target:
        return Row(now, new, Outcome.NEW, is_machine)
    if new != content.normal(now.target) or now.state not in FINISHED:
        return Row(now, new, Outcome.CHANGED, is_machine)
    if now.is_machine and not is_machine:
        return Row(now, new, Outcome.CHECKED)
    return Row(now, new, Outcome.SAME, now.is_machine)


def fault_of(given: Segment, now: Segment) -> str:
    """Why a translation cannot stand on the page; empty where it can."""
    if given.fault:
        return given.fault
    if "\0" in given.target or any("\ud800" <= sign <= "\udfff" for sign in given.target):
        return _("It has a character that cannot be kept.")
    if not given.target.strip():
        return ""
    if now.is_address and not is_address(unescape(given.target)):
        return _("It is no address of a page, no e-mail address and no phone number.")
    try:
        lost = content.lost_links(now.source, given.target)
        unknown = content.unknown_numbers(now.source, given.target)
    except MarkupBroken as broken:
        return str(broken)
    if lost:
        return _("A link of the original is missing: %(names)s.") % {"names": ", ".join(lost)}
    if unknown:
        return _("It has markup that the original has not: %(names)s.") % {
            "names": ", ".join(unknown)
        }
    return ""


def is_address(text: str) -> bool:
    """Whether a link may lead there."""
    return ADDRESS.fullmatch(text) is not None


def without_repeats(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    """The same text at the same place, as twice in a list, has one translation."""
    found: dict[tuple[str, str], Segment] = {}
    for segment in segments:
        found.setdefault(_place(segment), replace(segment, source=content.normal(segment.source)))
    return tuple(found.values())


def _place(segment: Segment) -> tuple[str, str]:
    return segment.path, content.normal(segment.source)


def _is_same_language(given: str, wanted: str) -> bool:
    return given.replace("_", "-").lower() == wanted.lower()


def _name(language: str) -> str:
    return languages.own_name(language) if language else "–"
