"""What each process remembers of many pages is right after each change of it."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from tests.factories import activities, content, orgs

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page():
    return activities.page(title="Language café")


def _text(client, path: str) -> str:
    return client.get(path).content.decode()


def test_the_way_to_a_page_and_its_organiser_are_new_after_a_change(client, page):
    home = page.get_parent().specific
    assert "New name" not in _text(client, page.url)
    home.title = home.draft_title = "New name"
    home.save()
    assert '">New name</a></li>' in _text(client, page.url)
    home.slug = "new-address"
    home.save_revision().publish()
    moved = Page.objects.get(pk=page.pk)
    text = _text(client, moved.url)
    assert text.count('href="/fi/new-address/"') == 2


def test_another_page_asks_for_nothing_that_is_remembered(client, page):
    second = activities.page(page.get_parent().specific.organisation, title="Another")
    client.get(page.url)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(second.url)
    for table in ("site", "locale", "pageviewrestriction"):
        assert not any(f'FROM "wagtailcore_{table}"' in one["sql"] for one in asked)


def test_a_page_that_is_closed_is_closed_at_once(client, page):
    assert client.get(page.url).status_code == 200
    PageViewRestriction.objects.create(
        page=page.get_parent(), restriction_type=PageViewRestriction.LOGIN
    )
    assert client.get(page.url).status_code == 302


def test_another_first_page_of_the_site_counts_at_once(client, page):
    assert client.get(page.url).status_code == 200
    Site.objects.update(root_page=page.get_parent())
    assert client.get(page.url).status_code == 404


def test_what_is_taken_off_is_gone_at_once(client, page):
    assert client.get(page.url).status_code == 200
    page.unpublish()
    assert client.get(page.url).status_code == 404


def test_the_header_is_new_after_a_change_and_says_where_one_is(client, page):
    guide = content.guide_page(title="Old entry", show_in_menus=True)
    here = 'href="/fi/activities/" aria-current="page"'
    assert here not in _text(client, page.url)
    assert here in _text(client, "/fi/activities/")
    assert "Old entry</a>" in _text(client, page.url)
    assert f'href="{guide.url}" lang="fi" aria-current="page"' in _text(client, guide.url)
    guide.title = "New entry"
    guide.save_revision().publish()
    text = _text(client, page.url)
    assert "New entry</a>" in text
    assert "Old entry" not in text
    assert 'lang="fi" aria-current="page"' not in text


def test_what_is_similar_is_new_after_a_change_and_when_a_date_ends(client, monkeypatch):
    def at(text: str) -> None:
        moment = timezone.make_aware(datetime.fromisoformat(text))
        monkeypatch.setattr(timezone, "now", lambda: moment)

    at("2026-11-24 09:00")
    facts = {"themes": ["language"], "municipality": orgs.area()}
    today = activities.schedule(date(2026, 11, 24), "10:00")
    first = activities.page(title="First", **facts)
    second = activities.page(title="Second", **facts)
    third = activities.page(title="Third", schedules=[today], **facts)

    def shown(page) -> set[str]:
        cards = _text(client, page.url).partition('id="similar"')[2]
        return {one for one in ("First", "Second", "Third") if f">{one}</a></h3>" in cards}

    at("2026-11-24 11:55")
    assert shown(first) == {"Second", "Third"}
    assert shown(second) == {"First", "Third"}
    at("2026-11-24 12:00")
    assert shown(first) == {"Second"}
    assert shown(third) == {"First", "Second"}
    Page.objects.get(pk=second.pk).specific.unpublish()
    assert shown(first) == set()
