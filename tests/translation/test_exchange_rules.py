"""A file against the page as it is now: what is taken, what is refused and why."""

from dataclasses import replace

import pytest
from django.utils.translation import override
from hypothesis import given

from polku.content.translation.exchange.document import Document, Segment, State, digest_of
from polku.content.translation.rules.exchange import Change, Outcome, compare, without_repeats
from tests.translation.exchange.texts import documents, patiently

TEXTS = (
    Segment("title", "Language café", label="Title"),
    Segment("body.1", 'Come to <b>us</b>, <a id="a1">read</a> <span id="span1">Moon</span>'),
    Segment("body.2", "Every week", "كل أسبوع", State.TRANSLATED),
    Segment("body.3", "Free", "مجاني", State.TRANSLATED, is_machine=True),
)
PAGE = Document("key", "en", "ar", digest_of(TEXTS), TEXTS)


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


def back(place: str, target: str = "نص", state: State = State.TRANSLATED, **fields) -> Document:
    """The file with one text filled in."""
    return replace(
        PAGE,
        segments=tuple(
            replace(one, target=target, state=state, **fields) if one.path == place else one
            for one in TEXTS
        ),
    )


def outcome(place: str, *given, **fields) -> tuple[Outcome, bool, str]:
    rows = {row.now.path: row for row in compare(back(place, *given, **fields), PAGE).rows}
    return rows[place].outcome, rows[place].is_machine, rows[place].fault


def test_what_went_out_comes_back_as_nothing_new():
    comparison = compare(PAGE, PAGE)
    assert [row.outcome for row in comparison.rows] == [
        Outcome.UNTRANSLATED,
        Outcome.UNTRANSLATED,
        Outcome.SAME,
        Outcome.SAME,
    ]
    assert (comparison.taken, comparison.done, comparison.refusal) == ([], 2, "")


@pytest.mark.parametrize(
    ("place", "given", "fields", "expected"),
    [
        ("title", ("مقهى",), {}, (Outcome.NEW, False)),
        ("title", ("مقهى",), {"is_machine": True}, (Outcome.NEW, True)),
        ("title", ("مقهى", State.CHECKED), {"is_machine": True}, (Outcome.NEW, False)),
        ("title", ("مقهى", State.UNFINISHED), {}, (Outcome.UNFINISHED, False)),
        ("title", (" ",), {}, (Outcome.UNTRANSLATED, False)),
        ("body.2", ("كل يوم",), {}, (Outcome.CHANGED, False)),
        ("body.2", ("كل أسبوع",), {}, (Outcome.SAME, False)),
        ("body.2", ("", State.UNTRANSLATED), {}, (Outcome.UNTRANSLATED, False)),
        ("body.3", ("مجاني",), {"is_machine": True}, (Outcome.SAME, True)),
        ("body.3", ("مجاني",), {"is_machine": False}, (Outcome.CHECKED, False)),
        ("body.3", ("مجاني", State.CHECKED), {"is_machine": True}, (Outcome.CHECKED, False)),
        ("body.3", ("مجاني", State.UNFINISHED), {"is_machine": False}, (Outcome.UNFINISHED, False)),
    ],
)
def test_what_becomes_of_a_text(place, given, fields, expected):
    assert outcome(place, *given, **fields) == (*expected, "")


@pytest.mark.parametrize(
    ("target", "fault"),
    [
        ("نص", "A link of the original is missing: a1."),
        ('<a id="a1">نص</a> <a id="a2">x</a>', "It has markup that the original has not: a2."),
        (
            '<a id="a1">نص</a> <span id="span9">x</span>',
            "It has markup that the original has not: span9.",
        ),
        ('<a id="a1">\0</a>', "It has a character that cannot be kept."),
        ('<a id="a1">\ud800</a>', "It has a character that cannot be kept."),
        ('<a id="a1"><img></a>', "The tag <img> cannot stand here."),
        ('<a id="a1" onclick="x">x</a>', "The tag <a> cannot have attributes."),
        ('<a href="javascript:x">x</a>', "The tag <a> cannot have attributes."),
        ('<b id="a1">x</b>', "The tag <b> cannot have attributes."),
    ],
)
def test_broken_or_lost_markup_is_refused_for_its_text(target, fault):
    assert outcome("body.1", target) == (Outcome.BROKEN, False, fault)


@pytest.mark.parametrize(
    "target",
    [
        '<a id="a1">نص</a>',
        '<i>نص</i> <a id="a1"><b>a</b></a> <a id="a1">again</a>',
        '<span id="span1">Moon</span> <a id="a1">نص</a> <b>x</b>',
    ],
)
def test_markup_without_which_the_page_stands_may_go_or_come(target):
    assert outcome("body.1", target)[0] is Outcome.NEW


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("https://example.org/ar", Outcome.NEW),
        ("mailto:kahvila@example.org", Outcome.NEW),
        ("tel:+358 40 1234567", Outcome.NEW),
        ("/ar/activities/", Outcome.NEW),
        ("https://example.org/fi?a=1&amp;b=2", Outcome.UNTRANSLATED),  # as the original
        ("", Outcome.UNTRANSLATED),
        ("javascript:alert(1)", Outcome.BROKEN),
        ("data:text/html,x", Outcome.BROKEN),
        ("مقهى", Outcome.BROKEN),
        ("<b>https://example.org/</b>", Outcome.BROKEN),
    ],
)
def test_where_a_link_leads_may_differ_and_is_an_address(target, expected):
    link = Segment("body.1.'x'", "https://example.org/fi?a=1&amp;b=2", is_address=True)
    page = replace(PAGE, segments=(*TEXTS, link))
    given = replace(link, target=target, state=State.TRANSLATED, is_address=False)
    comparison = compare(replace(page, segments=(*TEXTS, given)), page)
    assert (comparison.rows[-1].outcome, len(comparison.texts)) == (expected, len(TEXTS))


def test_a_part_of_the_same_texts_is_taken_as_a_part():
    comparison = compare(replace(back("title"), segments=back("title").segments[:1]), PAGE)
    assert [row.outcome for row in comparison.rows] == [Outcome.NEW, *[Outcome.ABSENT] * 3]
    assert (comparison.done, comparison.refusal) == (1, "")


def test_a_part_of_other_texts_is_refused_with_what_is_missing():
    part = replace(back("title"), segments=TEXTS[:1], digest="of another day")
    comparison = compare(part, PAGE)
    assert (comparison.rows, comparison.missing) == ((), TEXTS[1:])
    assert comparison.refusal.startswith("The original has changed since the file was sent out")


def test_a_text_that_is_not_the_pages_is_refused():
    extra = Segment("body.9", "Another", "آخر", State.TRANSLATED)
    comparison = compare(replace(PAGE, segments=(*TEXTS, extra)), PAGE)
    assert (comparison.rows, comparison.added) == ((), (extra,))


@pytest.mark.parametrize("digest", [PAGE.digest, "of another day"])
def test_an_original_that_differs_is_refused_with_both_side_by_side(digest):
    old = replace(TEXTS[0], source="Café")
    comparison = compare(replace(PAGE, segments=(old, *TEXTS[1:]), digest=digest), PAGE)
    assert comparison.rows == comparison.added == comparison.missing == ()
    assert comparison.changed == (Change("Title", "Café", "Language café"),)


def test_the_same_texts_in_another_order_are_the_same():
    turned = replace(back("title"), segments=back("title").segments[::-1], digest="")
    assert compare(turned, PAGE).rows[0].outcome is Outcome.NEW


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"translation": "other"}, "The file belongs to another page or another language."),
        (
            {"source_language": "sv"},
            "The texts of the file are in svenska; the page is translated from English.",
        ),
        (
            {"target_language": "fa"},
            "The translations of the file are in فارسی; the page is in العربية.",
        ),
        (
            {"target_language": ""},
            "The translations of the file are in –; the page is in العربية.",
        ),
    ],
)
def test_another_page_or_language_is_refused(fields, refusal):
    comparison = compare(replace(back("title"), **fields), PAGE)
    assert (comparison.refusal, comparison.rows) == (refusal, ())


@pytest.mark.parametrize("code", ["zh-Hans", "zh_Hans", "ZH-HANS"])
def test_a_language_may_be_written_as_tools_do(code):
    page = replace(PAGE, target_language="zh-hans")
    assert compare(replace(back("title"), target_language=code), page).refusal == ""


def test_the_same_text_twice_at_a_place_is_one():
    assert without_repeats([TEXTS[0], TEXTS[1], TEXTS[0]]) == TEXTS[:2]


@patiently
@given(document=documents())
def test_a_page_is_always_the_same_as_itself(document):
    page = replace(document, segments=without_repeats(document.segments))
    comparison = compare(document, page)
    assert (comparison.refusal, comparison.taken) == ("", [])
    assert {row.outcome for row in comparison.rows} <= {
        Outcome.SAME,
        Outcome.UNTRANSLATED,
        Outcome.UNFINISHED,
        Outcome.BROKEN,
    }
