"""What counts as the text of a page, and how its versions are numbered."""

from io import StringIO

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.models import Page

from activities.models import ActivityPage, Facts
from polku.content.models import GuidancePointPage
from polku.content.translation.models import Wording
from polku.content.translation.rules.wording import digest
from polku.content.translation.services import recording, wordings
from tests.factories import activities, content, orgs

# A page without a database row asks for its content type.
pytestmark = pytest.mark.django_db
PARAGRAPH = {"type": "paragraph", "id": "11111111-1111-4111-8111-111111111111"}


def page(**fields) -> ActivityPage:
    return ActivityPage(**{"title": "Café"} | fields)


def with_text(html: str, **changes) -> str:
    return digest(page(body=[PARAGRAPH | {"value": html} | changes]))


# What is text


@pytest.mark.parametrize("name", ["title", "summary", "directions", "cover_alt", "price_note"])
def test_words_are_text(name):
    assert digest(page(**{name: "Other words"})) != digest(page())


def test_facts_are_no_text():
    said = digest(page())
    others = {
        "venue": "Library",
        "meeting_link": "https://example.org/",
        "contact_phone": "+358 40 123",
        "price_cents": 500,
        "kind": "course",
    }
    assert set(others) <= set(Facts.fact_names())
    for name, value in others.items():
        assert digest(page(**{name: value})) == said, name


def test_what_a_guidance_point_says_in_every_language_is_no_text():
    point = GuidancePointPage(title="Advice", summary="We help")
    said = digest(point)
    point.venue, point.phone, point.street_address = "Town hall", "1", "Street 1"
    assert digest(point) == said
    point.summary = "We help you"
    assert digest(point) != said


def test_an_address_is_no_text():
    assert digest(page(slug="one")) == digest(page(slug="two"))


def test_the_order_and_the_marks_of_a_text_count_and_links_do_not():
    said = with_text("<p>One</p><p>Two</p>")
    assert with_text("<p>Two</p><p>One</p>") != said
    assert with_text("<p>One</p><h3>Two</h3>") != said
    assert with_text("<p><b>One</b> day</p>") != with_text("<p>One day</p>")
    links = [f'<p><a href="https://example.org/{n}">One</a></p>' for n in range(2)]
    assert with_text(links[0]) == with_text(links[1])


def test_the_editors_own_marks_do_not_count():
    said = with_text("<p>One</p>")
    assert with_text('<p data-block-key="abcde">One</p>') == said
    assert with_text("<p>One</p>", id="22222222-2222-4222-8222-222222222222") == said


def test_what_is_recorded_is_what_the_database_says():
    """Blocks are compared as they were just written, and as they are read again."""
    house = orgs.organisation()
    body = [("heading", "Who"), ("paragraph", "<p>All of you</p>"), ("quotation", {"text": "Yes"})]
    made = [
        activities.page(house, summary="Chat", body=body[:2]),
        content.guide_page(title="Guide", summary="Short", body=body[:2]),
        content.form_page(house),
        content.guidance_point(),
        content.news_page(),
    ]
    for one in made:
        fresh = type(one).objects.get(pk=one.pk)
        assert wordings.current(fresh).digest == digest(fresh), type(one)
        revision = fresh.get_latest_revision_as_object()
        assert digest(revision) == digest(fresh), type(one)


def test_pages_from_before_are_caught_up_with():
    house = orgs.organisation()
    fi = activities.page(house)
    sv = activities.translate(fi, "sv")
    Wording.objects.all().delete()
    pages = Page.objects.filter(live=True, depth__gt=1).count()
    call_command("record_texts", stdout=(out := StringIO()))
    assert out.getvalue() == f"{pages} pages recorded.\n"
    assert wordings.current(fi).version == 1
    assert Page.objects.get(pk=sv.pk).standing.says == wordings.current(fi)
    assert recording.catch_up() == 0


# Versions


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.sampled_from("abcd"), st.booleans()), min_size=1, max_size=8))
def test_whatever_is_written_in_whatever_order_a_text_keeps_its_version(edits):
    """Only a small change gives it another: that of the text from which it differs little."""
    page = Page.objects.get(depth=1)
    Wording.objects.filter(page=page).delete()
    present = ""
    for text, is_minor in edits:
        before = versions(page)
        same_as = before[present] if is_minor and present else None
        wordings.write(page, text, same_as=same_as)
        after = versions(page)
        assert page.wordings.get(is_current=True).digest == text
        if same_as is not None:
            assert after[text] == after[present] == same_as
        elif text in before:
            assert after == before
        else:
            assert after[text] not in before.values()
        present = text


def versions(page: Page) -> dict[str, int]:
    return dict(page.wordings.values_list("digest", "version"))
