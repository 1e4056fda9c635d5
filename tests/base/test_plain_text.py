"""Running text in one plain box: what it shows, what it keeps, what it writes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.blocks import StreamValue

from polku.base.blocks import TextBlocks
from polku.base.plain_text import parse, shown, written

BLOCKS = TextBlocks()


def body(*blocks: tuple[str, object]) -> StreamValue:
    return BLOCKS.to_python(
        [{"type": kind, "value": value, "id": f"id-{n}"} for n, (kind, value) in enumerate(blocks)]
    )


def blocks(value: StreamValue) -> list[tuple[str, object]]:
    return [(block["type"], block["value"]) for block in value.get_prep_value()]


CALL_OUT = ("call_out", {"heading": "Note", "text": "<p>Bring tea.</p>"})


def test_marks_become_paragraphs_lists_and_headings():
    text = "Come and talk.\nNo fee.\n\n# What we do\n- drink coffee\n- talk\n\n1. Ring\n2. <Come>"
    assert blocks(written(text, body())) == [
        ("paragraph", "<p>Come and talk.<br/>No fee.</p>"),
        ("heading", "What we do"),
        (
            "paragraph",
            "<ul><li>drink coffee</li><li>talk</li></ul>"
            "<ol><li>Ring</li><li>&lt;Come&gt;</li></ol>",
        ),
    ]


def test_what_was_written_is_shown_again():
    text = "Come & talk.\n\n# What we do\n\n- drink coffee\n- talk"
    assert shown(written(text, body())).text == text


def test_blocks_that_the_box_cannot_show_stay_where_they_stand():
    value = body(
        CALL_OUT,
        ("paragraph", "<p>First.</p>"),
        ("paragraph", "<p>With a <b>bold</b> word.</p>"),
        ("paragraph", "<p>Last.</p>"),
        ("phone", {"label": "", "number": "+358 9 555 0000"}),
    )
    assert shown(value).text == "First.\n\nLast."
    assert shown(value).kept == 3
    changed = written("New one.\n\nFirst.\n\nLast!\n\nMore.", value)
    assert blocks(changed)[0] == CALL_OUT
    said = [value for _kind, value in blocks(changed)]
    assert said.index("<p>First.</p>") < said.index("<p>With a <b>bold</b> word.</p>")
    assert shown(changed).text == "New one.\n\nFirst.\n\nLast!\n\nMore."
    assert shown(changed).kept == 3


def test_blocks_that_nobody_changed_keep_their_identity():
    value = body(
        ("paragraph", '<p data-block-key="a1">One.</p><p data-block-key="a2">Two.</p>'),
        ("heading", "Where"),
    )
    changed = written("One.\n\nTwo.\n\nNew.\n\n# Where", value).get_prep_value()
    assert [block["id"] for block in changed if block["id"].startswith("id-")] == ["id-0", "id-1"]
    assert changed[0]["value"] == value.get_prep_value()[0]["value"]


def test_an_emptied_box_keeps_what_it_did_not_show():
    assert blocks(written("", body(("paragraph", "<p>One.</p>"), CALL_OUT))) == [CALL_OUT]


@pytest.mark.parametrize(
    "html",
    [
        "<p>A <a href='https://example.org'>link</a></p>",
        "<ul><li>One<ul><li>nested</li></ul></li></ul>",
        "<p>- looks like a list</p>",
        "<p># looks like a heading</p>",
        "<p>Not closed",
        "Bare words",
    ],
)
def test_rich_text_that_would_change_is_kept_as_it_is(html):
    value = body(("paragraph", html))
    assert shown(value).kept == 1
    assert blocks(written("New", value))[0] == ("paragraph", html)


words = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"], include_characters="<>&#-\n\r"),
    max_size=60,
)


@given(words, words)
def test_any_text_is_stable_once_it_was_saved(first, second):
    value = written(first, body())
    again = shown(value)
    assert again.kept == 0
    assert written(again.text, value).get_prep_value() == value.get_prep_value()
    changed = written(second, value)
    assert list(parse(shown(changed).text)) == list(parse(second))


kinds = st.sampled_from(
    [
        CALL_OUT,
        ("paragraph", "<p>One.</p>"),
        ("heading", "Two"),
        ("paragraph", "<p>Three</p><p>Four</p>"),
    ]
)


@given(st.lists(kinds, max_size=6), words)
def test_no_block_is_lost_or_doubled_whatever_is_typed(given, typed):
    value = body(*given)
    changed = written(typed, value)
    assert [one for one in blocks(changed) if one == CALL_OUT] == [
        one for one in given if one == CALL_OUT
    ]
    assert list(parse(shown(changed).text)) == list(parse(typed))
    assert blocks(written(shown(value).text, value)) == given
