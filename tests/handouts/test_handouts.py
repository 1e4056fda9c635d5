"""How one comes to a handout: what is on it, the wait for it, and the store behind it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activities.handouts import pdf, services
from activities.handouts.models import Handout
from activities.handouts.tasks import clean_handouts, draw_handout
from tests.factories import activities, content
from tests.factories.jobs import run_waiting, waiting

LIST = "/en/handout/"


@pytest.fixture
def drawn(monkeypatch):
    """The pages that are drawn; drawing itself has tests of its own."""
    pages = []
    monkeypatch.setattr(pdf, "draw", lambda html, pages_wanted=0: pages.append(html) or b"%PDF-")
    return pages


def test_who_asks_waits_on_a_page_that_comes_back(client, house, drawn):
    activities.page(house, title="Café")
    response = client.get(LIST)
    assert response.status_code == 202
    assert response["Refresh"] == "2"
    assert response["Cache-Control"] == "no-store"
    assert "It is being made" in response.text
    assert "/en/handout/?as=page" in response.text
    run_waiting(draw_handout)
    response = client.get(LIST)
    assert (response.status_code, response.content) == (200, b"%PDF-")
    assert response["Content-Disposition"] == 'inline; filename="polku-en.pdf"'
    assert response["X-Robots-Tag"] == "noindex"
    assert client.get(LIST, headers={"if-none-match": response["ETag"]}).status_code == 304


def test_the_same_is_drawn_once_however_many_ask(client, house, drawn):
    activities.page(house)
    for _reader in range(3):
        client.get(LIST)
    assert len(waiting(draw_handout)) == 1
    run_waiting(draw_handout)
    for _reader in range(3):
        client.get("/en/handout/?order=soonest&x=1")
    assert len(drawn) == 1
    assert waiting(draw_handout) == []


def test_what_has_changed_is_drawn_anew(client, house, drawn):
    page = activities.page(house, title="Before")
    client.get(LIST)
    run_waiting(draw_handout)
    page.title = "After"
    activities.publish(page)
    assert client.get(LIST).status_code == 202
    run_waiting(draw_handout)
    assert ["Before" in html for html in drawn] == [True, False]


def test_a_job_says_nothing_of_what_it_draws(client, house, drawn):
    activities.page(house)
    client.get("/en/handout/?q=activity")
    (job,) = waiting(draw_handout)
    assert job.task_kwargs == {"digest": Handout.objects.get().digest}


def test_where_nothing_can_be_drawn_the_page_itself_has_to_do(client, house, monkeypatch):
    def no_pango(html, pages_wanted=0):
        raise OSError("cannot load library 'libpango'")

    monkeypatch.setattr(pdf, "draw", no_pango)
    activities.page(house, title="Café")
    client.get(LIST)
    run_waiting(draw_handout)
    response = client.get(LIST)
    assert response.status_code == 503
    assert "Refresh" not in response
    assert "Print the page from your browser instead" in response.text
    page = client.get("/en/handout/?as=page")
    assert page.status_code == 200
    assert "Café" in page.text
    # After a while it is tried again.
    Handout.objects.update(asked_at=timezone.now() - timedelta(minutes=11))
    assert client.get(LIST).status_code == 202
    assert len(waiting(draw_handout)) == 1


def test_a_reader_is_told_when_it_takes_long(client, house, drawn):
    activities.page(house)
    client.get(LIST)
    Handout.objects.update(asked_at=timezone.now() - timedelta(minutes=1))
    response = client.get(LIST)
    assert "Refresh" not in response
    assert "longer than it should" in response.text


def test_too_many_that_wait_are_refused(client, house, drawn, monkeypatch):
    monkeypatch.setattr(services, "MOST_WAITING", 1)
    activities.page(house)
    assert client.get("/en/handout/").status_code == 202
    response = client.get("/fi/handout/")
    assert response.status_code == 503
    assert Handout.objects.count() == 1


def test_one_address_has_so_many_drawn_and_no_more(client, house, drawn, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"handout": "1/h/key"}
    activities.page(house)
    assert client.get("/en/handout/").status_code == 202
    assert client.get("/en/handout/").status_code == 202, "looking again is free"
    assert client.get("/fi/handout/").status_code == 429
    run_waiting(draw_handout)
    assert client.get("/en/handout/").status_code == 200


def test_the_store_cleans_itself(client, house, drawn, monkeypatch):
    monkeypatch.setattr(services, "MOST_KEPT", 2)
    for number, hours in enumerate((0, 1, 2, 7)):
        asked_at = timezone.now() - timedelta(hours=hours)
        Handout.objects.create(digest=str(number), html="", status="ready", asked_at=asked_at)
    Handout.objects.create(digest="lost", html="", asked_at=timezone.now() - timedelta(minutes=11))
    assert clean_handouts(timestamp=0) == 3
    assert sorted(Handout.objects.values_list("digest", flat=True)) == ["0", "1"]


def test_a_search_says_how_many_of_how_many(client, house):
    for _number in range(12):
        activities.page(house)
    html = client.get("/en/handout/?as=page").text
    assert "The first 10 of 12 activities." in html
    assert html.count('class="entry"') == 10
    html = client.get("/en/handout/?as=page&most=20").text
    assert "The first" not in html
    assert html.count('class="entry"') == 12
    assert client.get("/en/handout/?as=page&most=1000").text.count('class="entry"') == 10


def test_a_search_finds_what_the_list_finds(client, house):
    activities.page(house, title="Kahvila", themes=["work"])
    activities.page(house, title="Kurssi")
    html = client.get("/en/handout/?as=page&theme=work").text
    assert ("Kahvila" in html, "Kurssi" in html) == (True, False)


def test_a_saved_list_keeps_its_order_and_says_what_is_gone(client, house):
    one, two = activities.page(house, title="One"), activities.page(house, title="Two")
    keys = [two.translation_key, uuid4(), one.translation_key]
    html = client.get("/en/handout/saved/?as=page&" + "&".join(f"a={key}" for key in keys)).text
    assert html.index("Two") < html.index("One")
    assert "1 of these is no longer offered." in html


def test_every_kind_of_page_has_a_handout(client, house):
    body = [("heading", "First"), ("paragraph", "<p>Some words.</p>")]
    place = content.organisation_page(house, body=body)
    asking = activities.need()
    guide = content.guide_page(body=body)
    point = content.guidance_point(place, body=body, phone="+358 9 5555 100")
    pages = [
        activities.need(asking, [point], title="A need", themes=["work"]),
        content.topic_page(body=body),
        content.news_page(place, body=body),
    ]
    for page in (place, guide, point, *pages):
        html = client.get(f"/en/handout/page/{page.translation_key}/?as=page").text
        assert page.title in html
        assert "Some words." in html or page == pages[0]
        if page in (point, pages[0]):
            assert '<bdi class="number" dir="ltr">+358 9 5555 100</bdi>' in html


def test_pages_that_nobody_takes_along_have_no_handout(client, house):
    home = content.site_tree()["fi"]
    form = content.form_page(house)
    for page in (home, form):
        assert client.get(f"/fi/handout/page/{page.translation_key}/").status_code == 404
    assert client.get(f"/fi/handout/page/{uuid4()}/").status_code == 404
    guide = content.guide_page()
    assert client.get(f"/fi/handout/activity/{guide.translation_key}/").status_code == 404


def test_an_activity_has_one_address(client, house):
    page = activities.page(house)
    response = client.get(f"/fi/handout/page/{page.translation_key}/")
    assert response.url == f"/fi/handout/activity/{page.translation_key}/"


def test_a_handout_knows_nobody(client, house, drawn):
    activities.page(house)
    for address in (LIST, "/en/handout/?as=page"):
        response = client.get(address)
        assert response.cookies == {}
        assert "csrf" not in response.text


def test_the_number_of_queries_does_not_grow_with_the_list(client, house):
    def asked() -> int:
        with CaptureQueriesContext(connection) as counted:
            client.get("/en/handout/?as=page")
        return len(counted)

    activities.page(house)
    asked()
    one = asked()
    for _number in range(4):
        activities.page(house)
    assert asked() == one


def test_pages_lead_to_their_handouts(client, house):
    page = activities.page(house)
    assert f"/fi/handout/activity/{page.translation_key}/" in client.get(page.url).text
    assert "/fi/handout/?theme=work" not in client.get("/fi/activities/").text
    activities.page(house, themes=["work"])
    assert "/fi/handout/?theme=work" in client.get("/fi/activities/?theme=work").text
    place = content.organisation_page(house)
    assert f"/fi/handout/page/{place.translation_key}/" in client.get(place.url).text
    saved = f"/fi/saved/?a={page.translation_key}"
    assert f"/fi/handout/saved/?a={page.translation_key}" in client.get(saved).text
    assert "Disallow: /*/handout/" in client.get("/robots.txt").text
