"""What publishing costs in queries, held against a page of the guide in the same run: that has a
title, a text and a table of its own, as any page of Wagtail's. `manage.py bench` holds it against
a stock page, and takes the times."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from activities.models import ActivityPage
from tests.factories import activities, content, orgs

pytestmark = pytest.mark.django_db
MOST_ABOVE_A_PLAIN_PAGE = 25
LINKS = 50


@pytest.fixture
def house():
    content.site_tree(["fi", "en"])
    return orgs.organisation(name="Naapuritalo")


@pytest.fixture
def editor(client, house, settings):
    settings.POLKU_SECOND_FACTOR_REQUIRED = False
    client.force_login(orgs.user(is_superuser=True, language="en"))
    return client


def queries_of_publishing(editor, page: Page, **fields) -> int:
    """Publishes a page by its form in the editor; returns the number of queries of the second
    time, when what a process keeps in memory is there."""
    data = nested_form_data(
        {"title": page.title, "slug": page.slug, "comments": inline_formset([])}
        | fields
        | {"action-publish": "yes"}
    )
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    for _time in range(2):
        with CaptureQueriesContext(connection) as captured:
            answer = editor.post(address, data)
        assert answer.status_code == 302, answer.context["form"].errors
    return len(captured)


def of_activity(page: ActivityPage, body=(("heading", "Coffee"),)) -> dict:
    time = {
        "id": str(page.schedules.get().pk),
        "shape": "times",
        "first_date": (timezone.localdate() + timedelta(days=3)).isoformat(),
        "starts": "17:00",
        "ends": "19:00",
        "repeats": "weekly",
        "timezone": "Europe/Helsinki",
    }
    return {
        "summary": "Chat in Finnish",
        "body": streamfield(body),
        "kind": "activity",
        "attendance": "in_person",
        "themes": ("language",),
        "languages": ("fi",),
        "price_cents": "0",
        "schedules": inline_formset([time], initial=1),
        "date_changes": inline_formset([]),
    }


@pytest.fixture
def page(house) -> ActivityPage:
    return activities.page(house, language="en")


def test_publishing_an_activity_costs_little_more_than_a_plain_page(editor, page):
    plain = content.guide_page("en", title="Plain")
    of_plain = queries_of_publishing(editor, plain, summary="In short", body=streamfield([]))
    of_ours = queries_of_publishing(editor, page, **of_activity(page))
    assert of_plain < of_ours <= of_plain + MOST_ABOVE_A_PLAIN_PAGE


def test_publishing_costs_the_same_where_there_is_more(editor, house, page):
    alone = queries_of_publishing(editor, page, **of_activity(page))
    for number in range(12):
        one = activities.page(house, title=f"Number {number}", slug=f"number-{number}")
        activities.translate(one, "en", title=f"Number {number}", slug=f"number-{number}")
    assert queries_of_publishing(editor, page, **of_activity(page)) == alone


def paragraphs(pages: list[Page]) -> Iterator[tuple[str, str]]:
    """One for each link, with as much text where there is no page to lead to."""
    for number in range(LINKS):
        said = f'<a linktype="page" id="{pages[number].pk}">Look</a>' if pages else "Look"
        yield "paragraph", rich_text(f"<p>{said} at number {number}.</p>")


def test_fifty_links_cost_no_query_each(editor, house, page):
    none = queries_of_publishing(editor, page, **of_activity(page, list(paragraphs([]))))
    targets = [content.guide_page("en", title=f"Page {number}") for number in range(LINKS)]
    linked = queries_of_publishing(editor, page, **of_activity(page, list(paragraphs(targets))))
    assert ReferenceIndex.get_references_for_object(page).count() >= LINKS
    assert linked <= none + 5
