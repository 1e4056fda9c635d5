"""What is exchanged: the texts of one page and what they are in another language."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How far a translation is. Only `translated` and `checked` ones are finished."""

    UNTRANSLATED = "untranslated"
    UNFINISHED = "unfinished"
    TRANSLATED = "translated"
    CHECKED = "checked"


RANK = list(State).index
FINISHED = frozenset([State.TRANSLATED, State.CHECKED])


@dataclass(frozen=True)
class Segment:
    """One text: HTML that has inline tags only, as wagtail-localize keeps it.

    `path` says where on the page it stands; the same text at the same place is one segment.
    `fault` says what is wrong with the markup that came in. `is_address`: where a link leads, which
    another language may have otherwise, and need not.
    """

    path: str
    source: str
    target: str = ""
    state: State = State.UNTRANSLATED
    is_machine: bool = False
    label: str = ""
    fault: str = ""
    is_address: bool = False

    @property
    def key(self) -> str:
        """Its name in files: the same as long as place and text are."""
        return "s" + _digest([self.path, self.source])[:24]


@dataclass(frozen=True)
class Document:
    """`translation`: the key of wagtail-localize's Translation. `digest`: which texts of the
    source these were when they went out; empty where a file does not say."""

    translation: str
    source_language: str
    target_language: str
    digest: str
    segments: tuple[Segment, ...]
    title: str = ""


def digest_of(segments: Iterable[Segment]) -> str:
    """The texts of a source, as one word."""
    return _digest(part for segment in segments for part in (segment.path, segment.source))


def _digest(parts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(encoded) + encoded)
    return digest.hexdigest()
