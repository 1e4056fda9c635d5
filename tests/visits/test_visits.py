"""Pages are counted by day and language, searches without result by what they asked for; nothing is
kept of anybody."""

import time
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from activities.queries.asked import PARTS
from polku.base.page_cache import stores
from polku.content.visits import counting, services, views
from polku.content.visits.models import PageVisits, VainSearches, VainWords
from tests.factories import content, orgs

PHONE = {"user-agent": "Mozilla/5.0 (Android 9; Mobile)"}


@pytest.fixture
def site(transactional_db, settings, tmp_path):
    """A site with a cache of its own, of which nothing has been counted yet."""
    settings.VAR = tmp_path
    stores.store.cache_clear()
    content.site_tree(["fi", "ar"])
    counting.write()
    PageVisits.objects.all().delete()
    yield
    counting.write()
    stores.store.cache_clear()


def numbers() -> dict[str, int]:
    counting.write()
    return {row.path: row.number for row in PageVisits.objects.all()}


def test_each_visit_is_counted_from_the_cache_and_anew(client, site):
    for _ in range(3):
        client.get("/fi/", headers=PHONE)
    etag = client.get("/fi/", headers=PHONE)["ETag"]
    assert client.get("/fi/", headers=PHONE | {"if-none-match": etag}).status_code == 304
    client.get("/ar/?utm_source=letter", headers=PHONE)
    assert numbers() == {"/fi/": 5, "/ar/": 1}
    client.get("/fi/", headers=PHONE)
    assert numbers() == {"/fi/": 6, "/ar/": 1}
    row = PageVisits.objects.get(path="/ar/")
    assert (row.language, row.day) == ("ar", timezone.localdate())


def test_programs_missing_pages_feeds_and_what_nobody_has_seen_are_not_counted(client, site):
    client.get("/fi/", headers={"user-agent": "Googlebot/2.1"})
    client.get("/fi/")
    client.get("/fi/", headers=PHONE | {"sec-purpose": "prefetch"})
    client.get("/fi/", headers=PHONE | {"purpose": "prefetch"})
    client.get("/fi/nowhere/", headers=PHONE)
    client.get("/feeds/fi/news.atom", headers=PHONE)
    assert numbers() == {}


def test_a_visit_writes_nothing(client, site, django_assert_num_queries):
    client.get("/fi/", headers=PHONE)
    with django_assert_num_queries(0):
        client.get("/fi/", headers=PHONE)


def test_what_is_counted_is_written_without_another_request(client, site, settings):
    settings.POLKU_VISITS_WRITTEN_EVERY = 0
    client.get("/fi/", headers=PHONE)
    deadline = time.monotonic() + 10
    while not PageVisits.objects.exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert PageVisits.objects.get().number == 1


def test_writing_leaves_the_pages_in_the_cache(client, site):
    client.get("/fi/", headers=PHONE)
    mark = stores.store().mark()
    numbers()
    assert stores.store().mark() == mark


def test_searches_without_result_are_counted_by_facet_and_words_when_many_came(
    client, site, settings
):
    settings.POLKU_WORDS_SHOWN_FROM = 3
    for turn in range(1, 4):
        for _ in range(2):  # the same person again
            client.get("/fi/activities/?q=Uimakoulu&theme=work", headers=PHONE)
        counting.write()
        words = VainWords.objects.get()
        assert words.number == turn
        assert words.words == ("uimakoulu" if turn == 3 else "")
        assert "uimakoulu" not in words.digest
    row = VainSearches.objects.get()
    assert (row.facets, row.language, row.number) == ("q theme", "fi", 6)


def test_old_numbers_are_forgotten(db):
    today = date(2026, 11, 24)
    for ago in (1, 800):
        PageVisits.objects.create(
            day=today - timedelta(days=ago), language="fi", path="/fi/", number=1
        )
    for ago, words in ((1, ""), (100, ""), (100, "swimming")):
        VainWords.objects.create(
            digest=f"{ago}{words}", language="fi", words=words, last_on=today - timedelta(days=ago)
        )
    assert services.forget_old(today) == 2
    assert PageVisits.objects.count() == 1
    assert {row.digest for row in VainWords.objects.all()} == {"1", "100swimming"}


def test_the_report_is_for_those_who_look_after_the_site(client, db, without_second_factor):
    today = timezone.localdate()
    services.add(
        {services.Visit(today, "so", "/so/"): 7},
        {services.Search(today, "so", "q theme"): 4},
        [],
        today=today,
    )
    VainWords.objects.create(digest="a", language="so", words="dabaal", number=9, last_on=today)
    VainWords.objects.create(digest="b", language="so", number=2, last_on=today)
    client.force_login(orgs.site_editor())
    text = client.get(reverse("visits")).content.decode()
    for said in ("/so/", "<td>7</td>", "<td>4</td>", "dabaal", "<td>9</td>"):
        assert said in text
    client.force_login(orgs.member(orgs.organisation(), "editor"))
    assert client.get(reverse("visits")).status_code == 404


def test_all_that_can_be_asked_has_a_name_in_the_report():
    assert {part.name for part in PARTS.values()} - {"order"} <= views.FACETS.keys()
