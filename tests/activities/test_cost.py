"""What publishing costs in queries, held against a page of the guide in the same run: that has a
title, a text and a table of its own, as any page of Wagtail's. `manage.py bench` holds it against
a stock page, and takes the times."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, ReferenceIndex

from activities.models import ActivityPage
from tests.factories import activities, admin_forms, content, orgs

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


@pytest.fixture
def page(house) -> ActivityPage:
    return activities.page(house, language="en")


def queries_of_publishing(editor, page: Page, data: dict) -> int:
    """Those of the second time, when what a process keeps in memory is there."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    for _time in range(2):
        with CaptureQueriesContext(connection) as captured:
            answer = editor.post(address, data | {"action-publish": "yes"})
        assert answer.status_code == 302, answer.context["form"].errors
    return len(captured)


def test_publishing_an_activity_costs_little_more_than_a_plain_page(editor, page):
    plain = content.guide_page("en", title="Plain")
    of_plain = queries_of_publishing(editor, plain, admin_forms.plain_page(plain))
    of_ours = queries_of_publishing(editor, page, admin_forms.activity_page(page))
    assert of_plain < of_ours <= of_plain + MOST_ABOVE_A_PLAIN_PAGE


def test_publishing_costs_the_same_where_there_is_more(editor, house, page):
    data = admin_forms.activity_page(page)
    alone = queries_of_publishing(editor, page, data)
    for number in range(12):
        one = activities.page(house, title=f"Number {number}", slug=f"number-{number}")
        activities.translate(one, "en", title=f"Number {number}", slug=f"number-{number}")
    assert queries_of_publishing(editor, page, data) == alone


def test_fifty_links_cost_no_query_each(editor, page):
    texts = admin_forms.paragraphs(LINKS)
    none = queries_of_publishing(editor, page, admin_forms.activity_page(page, texts))
    targets = [content.guide_page("en", title=f"Page {number}") for number in range(LINKS)]
    texts = admin_forms.paragraphs(LINKS, targets)
    linked = queries_of_publishing(editor, page, admin_forms.activity_page(page, texts))
    assert ReferenceIndex.get_references_for_object(page).count() >= LINKS
    assert linked <= none + 5
