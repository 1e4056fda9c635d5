"""The one function of where a text stands, without pages or a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polku.content.translation.states import OUTDATED, TABLE, Edit, Page, State, Target, states


def original(version: int = 1, **fields) -> Page:
    return Page(key=1, language="fi", is_live=True, version=version, **fields)


def translation(key: int = 2, language: str = "sv", **fields) -> Page:
    said = {"is_live": True, "version": 1, "has_standing": True, "source": 1, "says": 1}
    return Page(**{"key": key, "language": language} | said | fields)


def state_of(*pages: Page, of: str = "sv") -> State:
    return states(pages, "fi", [of])[of].state


@pytest.mark.parametrize(
    ("fields", "source_version", "state"),
    [
        ({}, 1, State.UP_TO_DATE),
        ({}, 2, State.OUTDATED),
        ({"is_machine": True}, 1, State.MACHINE),
        ({"is_machine": True}, 2, State.MACHINE_OUTDATED),
        # Never once complete.
        ({"has_standing": False, "source": None, "says": None}, 1, State.IN_TRANSLATION),
        ({"is_partial": True, "source": None, "says": None}, 2, State.IN_TRANSLATION),
        # Once complete, now with words of the source in it.
        ({"is_partial": True}, 2, State.OUTDATED),
        ({"is_partial": True}, 1, State.IN_TRANSLATION),
        # Not public, or no longer.
        ({"is_live": False}, 1, State.IN_TRANSLATION),
        ({"is_live": False}, 2, State.IN_TRANSLATION),
        # The source is gone for good: there is nothing that it could lag behind.
        ({"source": None, "says": None}, 1, State.UP_TO_DATE),
    ],
)
def test_a_translation_stands_as_it_says_its_source(fields, source_version, state):
    assert state_of(original(source_version), translation(**fields)) == state


def test_the_original_is_the_original_and_what_has_no_page_is_missing():
    found = states([original()], "fi", ["fi", "sv"])
    assert {language: one.state for language, one in found.items()} == {
        "fi": State.ORIGINAL,
        "sv": State.MISSING,
    }
    assert found["sv"].source == original()


def test_a_translation_that_outlived_its_original_does_not_become_one():
    """The page made first is now the machine's work, and readers are told so."""
    alone = translation(is_machine=True, source=None, says=None)
    assert states([alone], "sv")["sv"].state == State.MACHINE


def test_a_translation_of_an_outdated_translation_is_outdated_since_the_original_changed():
    finnish = original(version=2, since="monday")
    swedish = translation(since="sunday")
    russian = translation(key=3, language="ru", source=2)
    found = states([finnish, swedish, russian], "fi")
    assert (found["ru"].state, found["ru"].since) == (State.OUTDATED, "monday")
    assert found["ru"].source == swedish


def test_a_draft_translated_while_the_original_is_not_public_is_not_outdated():
    unpublished = Page(key=1, language="fi", is_live=False, version=2)
    assert state_of(unpublished, translation(says=1)) == State.OUTDATED
    assert state_of(unpublished, translation(says=3)) == State.UP_TO_DATE


@given(st.lists(st.integers(1, 6), min_size=6, max_size=6), st.lists(st.booleans(), min_size=6))
def test_whatever_says_whatever_an_answer_comes_and_outdated_goes_down(sources, behind):
    """Also where pages were made the originals of each other, in a circle."""
    pages = [
        translation(key, f"l{key}", source=source, says=1 + is_behind)
        for key, (source, is_behind) in enumerate(zip(sources, behind, strict=False), 1)
    ]
    found = {one.page.key: one.state for one in states(pages, "fi").values()}
    assert set(found) == {page.key for page in pages}
    for page in pages:
        if found[page.source] in OUTDATED:
            assert found[page.key] in OUTDATED


def test_the_table_has_a_row_for_each_edit_and_target():
    assert set(TABLE) == {(edit, target) for edit in Edit for target in Target}
