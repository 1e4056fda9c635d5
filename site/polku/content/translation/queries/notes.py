"""What a reader has to know of the text before them."""

from dataclasses import dataclass

from wagtail.models import Page

from polku.content.translation import states
from polku.content.translation.states import OUTDATED

from . import standing


@dataclass(frozen=True)
class Note:
    """`is_partial`: a part of it is in the language of its source. `original`: the code of the
    language of the public text from which it was made at first; empty where there is none."""

    is_machine: bool
    is_outdated: bool
    is_partial: bool
    original: str


def note_of(page: Page) -> Note | None:
    """Of a public page; None where there is nothing to say, as of what was written first. Two
    queries at most."""
    if page.alias_of_id:
        page = page.alias_of
    if not hasattr(page, "standing"):
        return None
    group = standing.read(Page.objects.filter(translation_key=page.translation_key))
    by_key = {one.key: one for one in group.get(page.translation_key, ())}
    one = by_key.get(page.pk)
    if one is None or not one.has_standing:
        return None
    state = states.states(by_key.values(), "")[one.language].state
    note = Note(
        is_machine=one.is_machine,
        is_outdated=state in OUTDATED,
        is_partial=one.is_partial,
        original=_original(one, by_key),
    )
    return note if note.is_machine or note.is_outdated or note.is_partial else None


def _original(one: states.Page, by_key: dict[int, states.Page]) -> str:
    """The public page that is farthest up, or else the public one that was made first."""
    found, seen, page = "", set(), one
    while page and page.key not in seen:
        seen.add(page.key)
        if page is not one and page.is_live:
            found = page.language
        page = by_key.get(page.source)
    others = (page.language for page in by_key.values() if page.is_live and page is not one)
    return found or next(others, "")
