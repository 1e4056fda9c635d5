"""What is planned happens by the clock; whoever follows an old address arrives."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Revision

from activities.models import Activity, ActivityPage
from activities.services import publishing, reconcile
from polku.content.upkeep import tasks
from polku.content.upkeep.services import bin as bins
from tests.factories import activities, content

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def planned(organisation, title: str) -> ActivityPage:
    """A page that is to go live in an hour."""
    page = activities.page(organisation, live=False, title=title)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    return page


def in_an_hour() -> int:
    """The job an hour later: the clock of the revisions is put back instead."""
    then = timezone.now() - MINUTE
    for revision in Revision.objects.filter(approved_go_live_at__isnull=False):
        revision.approved_go_live_at = then
        revision.content["go_live_at"] = then.isoformat()
        revision.save()
    Page.objects.filter(expire_at__isnull=False).update(expire_at=then)
    return tasks.follow_schedule(0)


# Scheduled publishing and expiry


def test_a_planned_activity_is_published_with_its_facts_when_its_hour_comes(client, aamu):
    page = planned(aamu.organisation, "Myöhemmin")
    assert tasks.follow_schedule(0) == 0
    assert activities.of(page) is None
    assert in_an_hour() == 1
    assert activities.of(page).status == Activity.Status.PUBLISHED
    assert client.get(page.url).status_code == 200
    assert list(reconcile.check()) == []
    assert tasks.follow_schedule(0) == 0, "once"


def test_an_activity_whose_time_is_over_leaves_with_its_facts(client, aamu):
    Page.objects.filter(pk=aamu.activity.pk).update(expire_at=timezone.now() + MINUTE)
    assert tasks.follow_schedule(0) == 0
    assert in_an_hour() == 1
    assert activities.of(aamu.activity).status == Activity.Status.ARCHIVED
    assert client.get(aamu.activity.url).status_code == 404
    assert Page.objects.get(pk=aamu.activity.pk).expired


def test_news_leave_by_themselves(client, aamu):
    news = content.news_page(title="Uutinen")
    assert client.get(news.url).status_code == 200
    assert in_an_hour() == 1
    assert client.get(news.url).status_code == 404


def test_one_page_that_cannot_be_published_holds_no_other_up(aamu, monkeypatch, caplog):
    broken = planned(aamu.organisation, "Rikki")
    sound = planned(aamu.organisation, "Ehjä")
    publish = publishing.publish

    def out_of_order(key, **options):
        if key == broken.translation_key:
            raise RuntimeError("a text that must not reach the log")
        return publish(key, **options)

    monkeypatch.setattr(publishing, "publish", out_of_order)
    assert in_an_hour() == 1
    assert not Page.objects.get(pk=broken.pk).live
    assert activities.of(sound).status == Activity.Status.PUBLISHED
    assert "RuntimeError" in caplog.text and "must not reach" not in caplog.text
    monkeypatch.undo()
    assert tasks.follow_schedule(0) == 1, "the next run tries again"


def test_an_activity_that_has_ended_leaves_the_lists(client, aamu):
    gone = activities.activity(
        aamu.organisation,
        title="Mennyt kerho",
        schedules=[activities.schedule(timezone.localdate() - timedelta(days=3))],
    )
    assert gone.status == Activity.Status.PUBLISHED
    shown = client.get("/fi/activities/").content.decode()
    assert "Aamukerho" in shown and "Mennyt kerho" not in shown


# Old addresses


@pytest.fixture
def published(django_capture_on_commit_callbacks):
    """Publishes as a request does, which commits."""

    def publish(page):
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
        return Page.objects.get(pk=page.pk).specific

    return publish


def lands_on(client, address: str) -> str:
    return client.get(address, follow=True).request["PATH_INFO"]


def test_an_activity_that_moves_is_found_at_its_old_address_in_each_language(
    client, aamu, ilta, published
):
    slugs = {"fi": "aamukerho", "sv": "morgonklubb"}
    old = {}
    for page in (aamu.activity, aamu.swedish):
        language = page.locale.language_code
        old[language] = page.url
        page.slug = slugs[language]  # at the new place there is a page of the old name
        published(page)
        content.organisation_page(ilta.organisation, language)
    # Its translation goes along.
    original = Page.objects.get(pk=aamu.activity.pk)
    original.move(content.organisation_page(ilta.organisation), pos="last-child")
    for language, slug in slugs.items():
        assert lands_on(client, old[language]) == f"/{language}/ilta/{slug}/"
        assert lands_on(client, f"/{language}/aamu/{slug}/") == f"/{language}/ilta/{slug}/"


def test_what_lies_below_a_page_of_a_new_name_is_found_at_its_old_address(client, aamu, published):
    old = aamu.activity.url
    page = Page.objects.get(pk=aamu.page.pk).specific
    page.slug = "aamunkoi"
    published(page)
    assert lands_on(client, old) == "/fi/aamunkoi/kerho/"
    assert lands_on(client, "/fi/aamu/") == "/fi/aamunkoi/"


def test_a_new_name_of_a_translation_leads_on_in_its_language_only(client, aamu, published):
    aamu.swedish.slug = "morgonklubb"
    published(aamu.swedish)
    assert lands_on(client, "/sv/aamu/klubb/") == "/sv/aamu/morgonklubb/"
    assert lands_on(client, "/fi/aamu/kerho/") == "/fi/aamu/kerho/"


def test_a_way_through_the_bin_leaves_no_redirect(client, aamu):
    before = Redirect.objects.count()
    bins.restore(None, bins.to_bin(None, aamu.activity))
    assert Redirect.objects.count() == before
    assert lands_on(client, aamu.activity.url) == aamu.activity.url


def test_a_redirect_to_a_deleted_page_leads_nowhere_and_works_again_afterwards(
    client, aamu, published
):
    old = aamu.activity.url
    aamu.activity.slug = "uusi"
    published(aamu.activity)
    deletion = bins.to_bin(None, aamu.activity)
    assert client.get(old, follow=True).status_code == 404
    bins.restore(None, deletion)
    assert lands_on(client, old) == "/fi/aamu/uusi/"
