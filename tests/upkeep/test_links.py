"""Broken links are reported after several days only, to those whose page it is."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from polku.content.upkeep import queries, tasks
from polku.content.upkeep.models import ExternalLink, LinkPlace
from polku.content.upkeep.rules.links import AFTER_FAILURE, AFTER_SUCCESS, Fault, Outcome, judge
from polku.content.upkeep.services import bin as bins
from polku.content.upkeep.services import links
from tests.factories import activities

from .conftest import anew

pytestmark = pytest.mark.django_db

FINE, MISSING, SHUT = Outcome(status=200), Outcome(status=404), Outcome(status=403)
MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)


def paragraph(*addresses: str) -> str:
    """A text with links, as the editor keeps it."""
    html = "".join(f'<p>See <a href="{address}">here</a></p>' for address in addresses)
    return json.dumps([{"type": "paragraph", "value": html, "id": "a1b2"}])


def linking(house, *addresses: str, **fields):
    """A public page of the house with these links."""
    return activities.page(house.organisation, body=paragraph(*addresses), **fields)


def places(page) -> set[tuple[str, str]]:
    return {
        (place.content_path, place.link.address)
        for place in LinkPlace.objects.filter(page=page).select_related("link")
    }


def fail_for(days: int, address: str = "https://example.org/gone") -> ExternalLink:
    link = ExternalLink.objects.get(address=address)
    for day in range(days):
        links.note(link, MISSING, timezone.now() + timedelta(days=day))
    return link


def reported(user) -> list[str]:
    return [place.link.address for place in queries.links.broken(anew(user))]


# Which links there are


def test_links_of_a_public_page_are_known_with_their_place(aamu):
    page = linking(aamu, "https://example.org/a", "http://example.com/b?x=1&amp;y=2#part")
    assert places(page) == {
        ("body.a1b2", "https://example.org/a"),
        ("body.a1b2", "http://example.com/b?x=1&y=2"),
    }


def test_links_to_the_site_itself_and_to_mail_are_no_links_to_others(aamu, settings):
    page = linking(
        aamu, f"{settings.POLKU_BASE_URL}/fi/", "mailto:a@example.org", "tel:+358401234567"
    )
    assert places(page) == set()


def test_a_link_that_is_taken_out_is_forgotten_at_once(aamu):
    page = linking(aamu, "https://example.org/gone")
    fail_for(3)
    assert reported(aamu.publisher) == ["https://example.org/gone"]
    page.body = paragraph("https://example.org/there")
    activities.publish(page)
    assert reported(aamu.publisher) == []
    links.collect()
    assert [link.address for link in ExternalLink.objects.all()] == ["https://example.org/there"]


def test_a_draft_has_no_links_to_visit(aamu):
    page = linking(aamu, "https://example.org/a", live=False)
    links.collect()
    assert places(page) == set()


def test_pages_published_unseen_are_found_at_night(aamu):
    page = linking(aamu, "https://example.org/a")
    LinkPlace.objects.all().delete()
    ExternalLink.objects.all().delete()
    assert links.collect() == 1
    assert places(page) == {("body.a1b2", "https://example.org/a")}


# When a link is broken


def test_a_link_is_reported_after_failures_on_three_days(aamu):
    linking(aamu, "https://example.org/gone")
    link = ExternalLink.objects.get()
    for hours in (0, 5, 10, 24, 30):  # the first and the second day
        links.note(link, MISSING, MONDAY + timedelta(hours=hours))
        assert reported(aamu.publisher) == []
    links.note(link, MISSING, MONDAY + timedelta(hours=48))
    assert reported(aamu.publisher) == ["https://example.org/gone"]


def test_the_first_success_makes_all_forgotten(aamu):
    linking(aamu, "https://example.org/gone")
    link = fail_for(3)
    links.note(link, FINE, timezone.now())
    assert reported(aamu.publisher) == []
    link.refresh_from_db()
    assert (link.failed_days, link.failed_first_on, link.reason) == (0, None, "")
    fail_for(2)
    assert reported(aamu.publisher) == []


@given(
    visits=st.lists(
        st.tuples(
            st.integers(0, 72),
            st.sampled_from([FINE, MISSING, SHUT, Outcome(fault=Fault.SLOW)]),
        ),
        max_size=12,
    )
)
def test_only_days_since_the_last_success_count(visits):
    """Against a count made by hand."""
    link = ExternalLink(next_check_at=MONDAY)
    at, days = MONDAY, set()
    for hours, outcome in visits:
        at += timedelta(hours=hours)
        links.write_down(link, outcome, at)
        if judge(outcome)[0].value == "works":
            days = set()
        elif judge(outcome)[0].value == "fails":
            days.add(timezone.localdate(at))
    assert link.failed_days == len(days)
    assert link.failed_last_on == max(days, default=None)
    assert link.failed_first_on == min(days, default=None)
    assert bool(link.reason) == bool(days)


def test_a_link_is_visited_again_the_sooner_the_worse_it_is(aamu):
    linking(aamu, "https://example.org/gone")
    link = ExternalLink.objects.get()
    for outcome, wait in [
        (FINE, AFTER_SUCCESS),
        (MISSING, AFTER_FAILURE),
        (Outcome(status=429, retry_after=timedelta(days=2)), timedelta(days=2)),
        (Outcome(status=429, retry_after=timedelta(seconds=1)), AFTER_FAILURE),
        (Outcome(status=503, retry_after=timedelta(days=900)), timedelta(days=7)),
    ]:
        assert links.note(link, outcome, MONDAY).next_check_at == MONDAY + wait


# A run of visits


class Clock:
    """Time that passes only when somebody waits."""

    def __init__(self):
        self.time = timezone.now() + timedelta(minutes=1)
        self.waits = []

    def now(self):
        return self.time

    def sleep(self, seconds):
        self.waits.append(seconds)
        self.time += timedelta(seconds=seconds)


def run(ask) -> tuple[int, Clock]:
    clock = Clock()
    return links.check_due(now=clock.now, sleep=clock.sleep, ask=ask), clock


def test_one_site_is_given_a_pause_and_others_are_visited_meanwhile(aamu):
    linking(aamu, *[f"https://example.org/{n}" for n in range(3)], "https://example.com/")
    asked = []
    number, clock = run(lambda address: asked.append(address) or FINE)
    assert number == 4
    assert "https://example.com/" in asked[:2]
    assert clock.waits == [links.PAUSE, links.PAUSE]


def test_a_site_that_asks_for_patience_is_left_alone(aamu):
    linking(aamu, *[f"https://example.org/{n}" for n in range(3)])
    asked = []
    busy = Outcome(status=429, retry_after=timedelta(hours=1))
    number, _clock = run(lambda address: asked.append(address) or busy)
    assert (number, len(asked)) == (1, 1)


def test_a_site_that_the_visit_stumbles_over_keeps_no_other_from_being_visited(aamu):
    linking(aamu, *(f"https://{name}.example/" for name in ("odd", "good")))

    def ask(address: str) -> Outcome:
        if "odd" in address:
            raise LookupError(address)
        return Outcome(status=200)

    assert run(ask)[0] == 2
    assert run(ask)[0] == 0
    assert not ExternalLink.objects.exclude(failed_days=0).exists()


def test_what_was_visited_is_not_visited_again_on_the_same_day(aamu):
    linking(aamu, "https://example.org/gone")
    assert [run(lambda address: MISSING)[0] for _time in range(2)] == [1, 0]


def test_where_no_site_answers_our_own_network_is_to_blame(aamu):
    linking(aamu, *[f"https://{name}.example.org/" for name in "abcde"])
    assert run(lambda address: Outcome(fault=Fault.NO_HOST))[0] == 0
    assert not ExternalLink.objects.filter(failed_days__gt=0).exists()
    # As soon as one answers, the others count.
    first = "https://a.example.org/"
    assert run(lambda a: FINE if a == first else Outcome(fault=Fault.NO_HOST))[0] == 5
    assert ExternalLink.objects.filter(failed_days=1).count() == 4


def test_a_site_can_choose_to_visit_no_others(aamu, settings, monkeypatch):
    linking(aamu, "https://example.org/gone")
    monkeypatch.setattr(links, "check_due", lambda: 7)
    settings.POLKU_VISITS_LINKS = False
    assert tasks.visit_links(0) == 0
    settings.POLKU_VISITS_LINKS = True
    assert tasks.visit_links(0) == 7


# Who is told


def test_editors_see_broken_links_of_their_own_pages_with_the_place(client, aamu, ilta):
    page = linking(aamu, "https://example.org/gone", title="Aamun sivu")
    linking(ilta, "https://example.org/gone", "https://example.org/more", title="Illan sivu")
    fail_for(3)
    client.force_login(aamu.publisher)
    shown = client.get(reverse("upkeep_cms:links")).content.decode()
    assert "https://example.org/gone" in shown and "Aamun sivu" in shown
    assert f"/pages/{page.pk}/edit/#:w:contentpath=body.a1b2" in shown
    assert "Illan sivu" not in shown


def test_works_for_me_takes_a_link_off_the_list_of_that_page_only(client, aamu, ilta):
    linking(aamu, "https://example.org/gone")
    linking(ilta, "https://example.org/gone")
    fail_for(3)
    [own] = queries.links.broken(anew(aamu.publisher))
    [foreign] = queries.links.broken(anew(ilta.publisher))
    client.force_login(aamu.publisher)
    assert client.post(reverse("upkeep_cms:works", args=[foreign.pk])).status_code == 404
    assert client.post(reverse("upkeep_cms:works", args=[own.pk])).status_code == 302
    assert reported(aamu.publisher) == []
    assert reported(ilta.publisher) == ["https://example.org/gone"]
    LinkPlace.objects.filter(pk=own.pk).update(works_since=timezone.now() - timedelta(days=181))
    assert reported(aamu.publisher) == ["https://example.org/gone"], "not for ever"


# Inside the site


def inner(target) -> str:
    html = f'<p><a linktype="page" id="{target.pk}">here</a></p>'
    return json.dumps([{"type": "paragraph", "value": html, "id": "c3d4"}])


def test_links_to_pages_that_are_not_public_are_listed(client, aamu, ilta):
    page = activities.page(aamu.organisation, title="Lähde", body=inner(ilta.activity))
    assert queries.links.inner_broken(anew(aamu.publisher)) == []
    ilta.activity.unpublish()
    [found] = queries.links.inner_broken(anew(aamu.publisher))
    assert (found.page.pk, found.target.pk) == (page.pk, ilta.activity.pk)
    assert found.content_path.startswith("body.c3d4")
    assert queries.links.inner_broken(anew(ilta.publisher)) == []
    client.force_login(aamu.publisher)
    shown = client.get(reverse("upkeep_cms:links")).content.decode()
    assert "Lähde" in shown
    assert "Iltakerho" not in shown, "the title of a page that is no longer public is its owner's"
    bins.to_bin(None, ilta.activity)
    bins.purge(now=timezone.now() + timedelta(days=31))
    [found] = queries.links.inner_broken(anew(aamu.publisher))
    assert found.target is None


def test_who_deletes_or_unpublishes_a_page_is_told_what_links_to_it(client, aamu, ilta):
    activities.page(ilta.organisation, title="Lähde", body=inner(aamu.activity))
    assert [page.title for page in queries.links.leading_to(aamu.activity)] == ["Lähde"]
    assert [page.title for page in queries.links.leading_to(aamu.page)] == ["Lähde"]
    client.force_login(aamu.publisher)
    for act in ("delete", "unpublish"):
        for page in (aamu.activity, aamu.page):
            shown = client.get(f"/cms/pages/{page.pk}/{act}/", follow=True).content.decode()
            if page == aamu.activity or act == "unpublish":
                assert "Lähde" in shown, act
    entry = bins.to_bin(anew(aamu.publisher), aamu.activity)
    assert len(queries.links.inner_broken(anew(ilta.publisher))) == 1
    bins.restore(anew(aamu.publisher), entry)
    assert queries.links.inner_broken(anew(ilta.publisher)) == []
