"""What a person needs to go there: how it stands, all dates, the way, and what is like it."""

from datetime import timedelta

import pytest
import segno
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from polku.base.writing import advise_page
from tests.factories import activities, content, orgs, signups

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def house():
    content.site_tree(["fi", "en", "ar"])
    return orgs.organisation(name="Naapuritalo")


def today():
    return timezone.localdate()


def weekly(first=None, **fields):
    return activities.schedule(first or today() + 3 * DAY, rrule="FREQ=WEEKLY", **fields)


def shown(client, page) -> str:
    return client.get(page.url).content.decode()


# How it stands


def test_a_page_warns_first_of_a_date_that_is_called_off(house, client):
    page = activities.page(
        house,
        language="en",
        schedules=[weekly()],
        changes=[activities.cancelled(today() + 3 * DAY)],
    )
    answer = client.get(page.url)
    assert answer.context["facts"].news == "cancelled"
    assert ": this date is cancelled" in answer.content.decode()


def test_a_page_warns_first_of_a_date_that_has_moved(house, client):
    changes = [activities.moved(today() + 3 * DAY, new_place="Town hall")]
    page = activities.page(house, language="en", schedules=[weekly()], changes=changes)
    assert "The next date is at another time or place" in shown(client, page)


def test_a_page_says_where_all_that_was_planned_is_cancelled(house, client):
    day = today() + 3 * DAY
    page = activities.page(
        house,
        language="en",
        schedules=[activities.schedule(day)],
        changes=[activities.cancelled(day)],
    )
    assert "All dates that were planned are cancelled" in shown(client, page)


def test_a_page_without_news_says_none(house, client):
    page = activities.page(house, language="en", schedules=[weekly()])
    assert client.get(page.url).context["facts"].news == ""


# The sign-up

BUTTON = ">Sign up</a>"
WAIT = ">Go on the waiting list</a>"


def signed_up(house, client, people: int = 0, **fields) -> str:
    activity = signups.activity(house, language="en", **fields)
    for _number in range(people):
        signups.sign_up(activity)
    return shown(client, activity.texts.get().page)


@pytest.mark.parametrize("sign_up", ["date", "series"])
def test_the_button_shows_while_one_can_sign_up(house, client, sign_up):
    until = today() + 2 * DAY
    page = signed_up(house, client, sign_up=sign_up, sign_up_until=until)
    assert BUTTON in page
    assert "You can sign up until" in page


@pytest.mark.parametrize("sign_up", ["date", "series"])
def test_before_a_sign_up_opens_its_day_stands_there_and_no_button(house, client, sign_up):
    page = signed_up(house, client, sign_up=sign_up, sign_up_from=today() + 2 * DAY)
    assert "The sign-up opens on" in page
    assert BUTTON not in page


@pytest.mark.parametrize("sign_up", ["date", "series"])
def test_after_a_sign_up_there_is_no_button(house, client, sign_up):
    page = signed_up(house, client, sign_up=sign_up, sign_up_until=today() - DAY)
    assert "The sign-up is over." in page
    assert BUTTON not in page


def test_a_sign_up_closes_some_hours_before_its_only_date(house, client):
    assert "The sign-up is over." in signed_up(house, client, sign_up_hours_before=300)


@pytest.mark.parametrize("sign_up", ["date", "series"])
def test_where_all_is_full_one_goes_on_the_waiting_list(house, client, sign_up):
    page = signed_up(house, client, 1, sign_up=sign_up, capacity=1)
    assert WAIT in page
    assert BUTTON not in page


@pytest.mark.parametrize("sign_up", ["date", "series"])
def test_where_all_is_full_and_nobody_can_wait_there_is_no_button(house, client, sign_up):
    page = signed_up(house, client, 1, sign_up=sign_up, capacity=1, sign_up_waiting_list=False)
    assert "there is no waiting list" in page
    assert BUTTON not in page and WAIT not in page


# Dates and place


def test_all_dates_have_a_page_of_their_own(house, client):
    off = today() + 17 * DAY
    page = activities.page(
        house, language="en", schedules=[weekly()], changes=[activities.cancelled(off)]
    )
    address = f"/en/activities/{page.translation_key}/dates/"
    assert address in shown(client, page)
    answer = client.get(address)
    dates = [when for month in answer.context["months"] for when in month["dates"]]
    assert len(dates) > 50
    assert [when.starts.date() for when in dates if when.is_cancelled] == [off]
    assert (
        client.get("/en/activities/00000000-0000-4000-8000-000000000000/dates/").status_code == 404
    )


def test_few_dates_need_no_page_of_their_own(house, client):
    page = activities.page(house, language="en")
    assert "/dates/" not in shown(client, page)


def test_an_address_leads_to_the_map_of_the_phone_and_to_one_of_the_web(house, client):
    page = activities.page(
        house,
        language="en",
        street_address="Kuusamantie 5",
        postal_code="33720",
        municipality=orgs.area(name="Tampere"),
    )
    html = shown(client, page)
    assert 'href="geo:0,0?q=Kuusamantie%205%2C%2033720%20Tampere"' in html
    assert "openstreetmap.org/search?query=Kuusamantie%205" in html


def test_a_municipality_alone_is_no_way_to_go(house, client):
    page = activities.page(house, language="en", municipality=orgs.area(name="Tampere"))
    assert "geo:" not in shown(client, page)


def test_the_qr_code_is_that_of_the_address_of_the_page(house, client):
    page = activities.page(house, language="en")
    answer = client.get(f"/feeds/ar/qr/{page.translation_key}.svg")
    assert answer.headers["Content-Type"] == "image/svg+xml"
    address = f"http://testserver/ar/{page.url.removeprefix('/en/')}"
    wanted = segno.make_qr(address, error="m").svg_inline(dark="#000", light="#fff", omitsize=True)
    assert wanted.partition(">")[2].strip() in answer.content.decode()
    assert client.get("/feeds/ar/qr/00000000-0000-4000-8000-000000000000.svg").status_code == 404


# What is like it


def test_similar_ones_share_a_theme_and_the_town_and_are_still_to_come(house, client):
    here, there = orgs.area("837"), orgs.area("853")
    fields = {"language": "en", "themes": ["language", "work"], "municipality": here}

    def other(title, **changed):
        made = fields | {"title": title, "slug": title.lower(), "languages": ["en"]} | changed
        return activities.page(house, **made)

    page = other("This")
    other("Later", schedules=[activities.schedule(today() + 9 * DAY)])
    other("Sooner", schedules=[activities.schedule(today() + 5 * DAY)])
    other("Strange", languages=["et"], schedules=[activities.schedule(today() + 2 * DAY)])
    other("Elsewhere", municipality=there)
    other("Otherwise", themes=["health"])
    over = other("Over")
    activities.of(over).occurrences.update(
        starts_at=timezone.now() - 3 * DAY, ends_at=timezone.now() - 2 * DAY
    )
    answer = client.get(page.url)
    assert [card.title for card in answer.context["similar"]] == ["Sooner", "Later", "Strange"]
    assert "Something like this" in answer.content.decode()


def test_more_that_is_similar_costs_no_more_queries(house, client):
    fields = {"language": "en", "themes": ["work"], "municipality": orgs.area(name="Tampere")}
    page = activities.page(house, **fields)
    activities.page(house, slug="a", **fields)

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(page.url)
        return len(captured)

    cost()
    few = cost()
    for name in "bcdef":
        activities.page(house, slug=name, **fields)
    assert cost() == few
    assert len(client.get(page.url).context["similar"]) == 3


# The point on the map


def test_a_point_on_the_map_reaches_the_page_its_data_and_every_language(house, client):
    page = activities.page(
        house, language="en", street_address="Kuja 1", position="61.49780, 23.76100"
    )
    arabic = activities.translate(page, "ar")
    html = shown(client, arabic)
    assert "geo:61.49780,23.76100" in html
    assert '"geo": {"@type": "GeoCoordinates", "latitude": 61.4978' in html
    data = client.get(f"/feeds/en/activities/{page.translation_key}.json").json()
    place = data["activities"][0]["place"]
    assert (place["latitude"], place["longitude"]) == (61.4978, 23.761)


def test_an_editor_is_warned_of_a_point_abroad(house):
    page = activities.page(house, language="en", position="23.76100, 61.49780")
    with translation.override("en"):
        assert any("not in Finland" in advice.sentence for advice in advise_page(page))
        page.position = "61.49780, 23.76100"
        assert not any("not in Finland" in advice.sentence for advice in advise_page(page))
