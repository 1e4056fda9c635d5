"""Calendars that people subscribe to: of an activity, of an organisation, of a search."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from activities.feeds.calendars.events import about
from activities.feeds.calendars.zones import described
from activities.models import Activity, ActivityText
from activities.queries import Told
from orgs.models import Organisation
from tests.factories import activities, content, orgs

HELSINKI = ZoneInfo("Europe/Helsinki")


@pytest.fixture
def house(db):
    content.site_tree(["fi", "en", "ar"])
    return orgs.organisation(name="Naapuritalo")


@pytest.fixture
def subscribe(client):
    """The events of a calendar by their UID, as icalendar reads them."""

    def ask(address: str) -> dict[str, dict]:
        answer = client.get(address)
        assert answer.status_code == 200
        return {str(event["UID"]): event for event in Calendar.from_ical(answer.content).events}

    return ask


def address(page, reader: str = "fi") -> str:
    return f"/feeds/{reader}/activities/{page.translation_key}.ics"


def next_monday() -> date:
    today = timezone.localdate()
    return today + timedelta(days=7 - today.weekday())


def weekly(count: int = 3, **fields):
    return activities.schedule(next_monday(), rrule=f"FREQ=WEEKLY;COUNT={count}", **fields)


# Change by change: what a subscriber's program must see


def cancel(page, day):
    page.date_changes = [activities.cancelled(day)]


def move(page, day):
    page.date_changes = [activities.moved(day, new_date=day + timedelta(days=1))]


def move_elsewhere(page, day):
    page.date_changes = [activities.moved(day, new_place="Koulu")]


def begin_later(page, day):
    page.schedules = [weekly(starts="18:00")]


def shorten(page, day):
    page.schedules = [activities.schedule(day + timedelta(days=7), rrule="FREQ=WEEKLY;COUNT=2")]


def restore(page, day):
    page.date_changes = []


def take_back(page, day):
    page.unpublish()


def change_venue(page, day):
    page.venue = "Kirjasto"


def retitle(page, day):
    page.title = "Another name"


# what is done → how far SEQUENCE rises with each step, for the first date and for the others
TABLE = {
    "nothing": ([restore], 0, 0, "CONFIRMED"),
    "another title": ([retitle], 0, 0, "CONFIRMED"),
    "one cancelled": ([cancel], 1, 0, "CANCELLED"),
    "one moved": ([move], 1, 0, "CONFIRMED"),
    "one in another place": ([move_elsewhere], 1, 0, "CONFIRMED"),
    "all at another hour": ([begin_later], 1, 1, "CONFIRMED"),
    "all in another place": ([change_venue], 1, 1, "CONFIRMED"),
    "one falls away": ([shorten], 1, 0, "CANCELLED"),
    "cancelled and restored": ([cancel, restore], 2, 0, "CONFIRMED"),
    "moved and restored": ([move, restore], 2, 0, "CONFIRMED"),
    "taken back": ([take_back], 1, 1, "CANCELLED"),
    "taken back and offered again": ([take_back, restore], 2, 2, "CONFIRMED"),
}


@pytest.mark.parametrize("what", TABLE)
def test_a_date_keeps_its_name_and_counts_its_changes(house, subscribe, what):
    page = activities.page(house, schedules=[weekly()])
    before = subscribe(address(page))
    first, *others = before
    day = before[first].start.date()
    steps, of_first, of_others, status = TABLE[what]
    for step in steps:
        page = type(page).objects.get(pk=page.pk)
        step(page, day)
        if step is not take_back:
            activities.publish(page)
    after = subscribe(address(page))
    assert after.keys() == before.keys()
    assert after[first]["SEQUENCE"] - before[first]["SEQUENCE"] == of_first
    assert {after[one]["SEQUENCE"] - before[one]["SEQUENCE"] for one in others} == {of_others}
    assert after[first]["STATUS"] == status
    rest = "CANCELLED" if steps[-1] is take_back else "CONFIRMED"
    assert {after[one]["STATUS"] for one in others} == {rest}


def test_a_moved_date_stands_at_its_new_time(house, subscribe):
    page = activities.page(house, schedules=[weekly()])
    move(page, next_monday())
    activities.publish(page)
    first = next(event for event in subscribe(address(page)).values() if event["SEQUENCE"] == 1)
    tuesday = next_monday() + timedelta(days=1)
    assert first.start == datetime(tuesday.year, tuesday.month, tuesday.day, 17, tzinfo=HELSINKI)
    assert first["DTSTART"].params["TZID"] == "Europe/Helsinki"


# What an event says


def test_an_event_says_what_the_page_says(house, subscribe):
    page = activities.page(
        house,
        title="Kielikahvila; tule, istu",
        summary="Puhutaan suomea.",
        themes=["language", "friends"],
        languages=["fi", "ar"],
        venue="Kirjasto",
        street_address="Kuusamantie 5",
        postal_code="33720",
        municipality=orgs.area(name="Tampere"),
        directions="Ovi on pihalla.",
        price_cents=200,
        contact_email="somebody@naapuritalo.example",
    )
    (event,) = subscribe(address(page)).values()
    assert event["SUMMARY"] == "Kielikahvila; tule, istu"
    assert event["SUMMARY"].params["LANGUAGE"] == "fi"
    assert event["LOCATION"] == "Kirjasto, Kuusamantie 5, 33720 Tampere"
    assert event["URL"] == f"http://testserver{page.url}"
    assert len(event.categories) == 2
    for said in ("Puhutaan suomea.", "Ovi on pihalla.", "Naapuritalo", "arabia", "2"):
        assert said in event["DESCRIPTION"]
    assert "naapuritalo.example" not in event.to_ical().decode()


def test_whole_days_have_no_hour_and_end_on_the_next_day(house, subscribe):
    camp = activities.page(house, schedules=[activities.whole_days(next_monday(), 3)])
    (event,) = subscribe(address(camp)).values()
    assert (event.start, event.end) == (next_monday(), next_monday() + timedelta(days=3))


def test_a_text_in_another_language_says_so(house, subscribe):
    page = activities.page(house, title="Kielikahvila")
    (event,) = subscribe(address(page, "en")).values()
    assert event["SUMMARY"].params["LANGUAGE"] == "fi"
    assert event["DESCRIPTION"].params["LANGUAGE"] == "en"
    assert event["DESCRIPTION"].startswith("This text is not yet in your language.")
    assert event["URL"].startswith("http://testserver/en/")
    activities.translate(page, "en", title="Language café")
    (event,) = subscribe(address(page, "en")).values()
    assert event["SUMMARY"] == "Language café"
    assert "not yet in your language" not in event["DESCRIPTION"]


def test_opening_hours_repeat_every_week_and_make_nobody_busy(house, subscribe):
    monday = next_monday()
    hut = activities.page(
        house,
        schedules=[
            activities.opening(
                monday,
                monday + timedelta(days=30),
                weekdays=range(2),
                excluded_dates=[monday + timedelta(days=7)],
            )
        ],
    )
    events = subscribe(address(hut))
    assert [event["RRULE"]["BYDAY"] for event in events.values()] == [["MO"], ["TU"]]
    assert {event["TRANSP"] for event in events.values()} == {"TRANSPARENT"}
    of_monday = next(iter(events.values()))
    assert of_monday.start.replace(tzinfo=None) == datetime(
        monday.year, monday.month, monday.day, 8
    )
    assert of_monday.exdates == [of_monday.start + timedelta(days=7)]
    hut.schedules = [activities.opening(monday, weekdays=range(2), hours="9–20")]
    activities.publish(hut)
    later = subscribe(address(hut))
    assert later.keys() == events.keys()
    assert {event["SEQUENCE"] for event in later.values()} == {1}


# Whose and which


def test_one_date_alone(house, subscribe):
    page = activities.page(house, schedules=[weekly()])
    uid = next(iter(subscribe(address(page))))
    assert list(subscribe(address(page).replace(".ics", f"/{uid}.ics"))) == [uid]


def test_an_organisation_and_what_it_took_back(house, subscribe):
    one = activities.page(house, title="One")
    activities.page(house, title="Two")
    activities.page(orgs.organisation(), title="Of others")
    one.unpublish()
    events = subscribe(f"/feeds/fi/organisations/{house.key}.ics").values()
    assert {str(event["SUMMARY"]): event["STATUS"] for event in events} == {
        "One": "CANCELLED",
        "Two": "CONFIRMED",
    }


def test_a_search_as_the_list_finds_it(house, subscribe):
    activities.page(house, title="At work", themes=["work"])
    activities.page(house, title="At home", themes=["family"])
    activities.page(house, title="A draft", themes=["work"], live=False)
    events = subscribe("/feeds/fi/activities.ics?theme=work").values()
    assert [event["SUMMARY"] for event in events] == ["At work"]


def test_a_search_for_days_has_those_dates_and_what_was_called_off(house, subscribe):
    monday = next_monday()
    page = activities.page(
        house, schedules=[weekly(4)], changes=[activities.cancelled(monday + timedelta(days=7))]
    )
    last = monday + timedelta(days=14)
    events = subscribe(f"/feeds/fi/activities.ics?from={monday + timedelta(days=14)}").values()
    assert page.live
    assert [(event.start.date(), str(event["STATUS"])) for event in events] == [
        (monday + timedelta(days=7), "CANCELLED"),
        (last, "CONFIRMED"),
        (last + timedelta(days=7), "CONFIRMED"),
    ]


def test_the_list_leads_to_the_calendar_of_the_same_search(house, client, subscribe):
    activities.page(house, title="At work", themes=["work"])
    body = client.get("/fi/activities/?theme=work&page=1&utm=x").content.decode()
    assert 'href="webcal://testserver/feeds/fi/activities.ics?theme=work"' in body
    assert 'href="/feeds/fi/activities.ics?theme=work"' in body
    assert 'href="/feeds/fi/activities.json?theme=work"' in body


@pytest.mark.parametrize("query", ["", "?theme=work"])
def test_programs_find_the_feeds_of_a_list_in_its_head(house, client, query):
    activities.page(house, title="At work", themes=["work"])
    head = client.get(f"/en/activities/{query}").content.decode().partition("</head>")[0]
    for kind, ending in (
        ("application/atom+xml", "atom"),
        ("text/calendar", "ics"),
        ("application/json", "json"),
    ):
        address = f"/feeds/en/activities.{ending}{query}"
        assert f'type="{kind}" title="Activities" href="{address}">' in head


def test_the_pages_of_an_activity_and_its_organisation_lead_to_their_calendars(house, client):
    page = activities.page(house, schedules=[weekly()])
    body = client.get(page.url).content.decode()
    assert f'href="webcal://testserver{address(page)}"' in body
    # For who has no program that opens such an address.
    assert f'dir="ltr">http://testserver{address(page)}</bdi>' in body
    for date_ in activities.of(page).occurrences.all():
        assert f'href="{address(page).replace(".ics", f"/{date_.key}.ics")}"' in body
    body = client.get(page.get_parent().url).content.decode()
    assert f'href="/feeds/fi/organisations/{house.key}.ics"' in body


@pytest.mark.parametrize(
    "address",
    [
        "/feeds/fi/activities/00000000-0000-4000-8000-000000000000.ics",
        "/feeds/fi/organisations/00000000-0000-4000-8000-000000000000.ics",
        "/feeds/xx/activities.ics",
    ],
)
def test_what_is_not_there_is_missing(house, client, address):
    assert client.get(address).status_code == 404


def test_a_draft_and_a_date_of_another_are_missing(house, client, subscribe):
    draft = activities.page(house, live=False)
    assert client.get(address(draft)).status_code == 404
    one, other = activities.page(house), activities.page(house)
    uid = next(iter(subscribe(address(other))))
    wrong = address(one).replace(".ics", f"/{uid}.ics")
    assert client.get(wrong).status_code == 404


# How it is answered


def test_who_asks_again_gets_the_same_bytes_or_none_at_all(house, client):
    page = activities.page(house, schedules=[weekly()])
    first, second = client.get(address(page)), client.get(address(page))
    assert first.content == second.content
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert first["Content-Language"] == "fi"
    assert "Last-Modified" in first
    assert not first.cookies
    assert "Cookie" not in first.get("Vary", "")
    again = client.get(address(page), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    retitle(page, None)
    activities.publish(page)
    changed = client.get(address(page), headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200


def test_the_language_of_the_address_counts_whoever_asks(house, client):
    page = activities.page(house)
    plain = client.get(address(page, "ar"))
    other = client.get(address(page, "ar"), headers={"Accept-Language": "en"})
    assert plain.content == other.content


def test_a_long_calendar_takes_no_more_statements_than_a_short_one(house, client):
    def statements() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/feeds/en/activities.ics")
        return len(queries)

    activities.translate(activities.page(house, schedules=[weekly()]), "en")
    statements()
    before = statements()
    for _number in range(4):
        activities.page(orgs.organisation(), schedules=[weekly(9)])
    assert statements() == before
    assert before <= 10


# What a file may hold


# Of a backslash before an N icalendar makes a new line, which no title has.
SIGNS = st.characters(exclude_categories=["Cs"], exclude_characters="\\")


@given(st.text(SIGNS, max_size=255), st.text(SIGNS, max_size=250))
def test_lines_are_folded_between_signs_and_read_back(title, summary):
    moment = datetime(2026, 11, 24, 12, tzinfo=UTC)
    told = Told(
        Activity(
            organisation=Organisation(name="Naapuritalo"),
            original_language="ar",
            facts_published_at=moment,
        ),
        ActivityText(title=title, summary=summary, language="ar", published_at=moment),
        "ar",
    )
    made = about(told, str).to_ical()
    for line in made.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
        assert not [sign for sign in line.decode() if sign < " " and sign != "\t"]
    read = Calendar.from_ical(b"BEGIN:VCALENDAR\r\n" + made + b"END:VCALENDAR\r\n").events[0]
    words = "".join(sign for sign in title if sign.isprintable())
    assert "".join(sign for sign in read["SUMMARY"] if sign.isprintable()) == words


def test_a_zone_is_described_as_its_clocks_go():
    said = described("Europe/Helsinki", 2026, 2026).to_ical().decode().split("\r\n")
    assert [line for line in said if line.startswith(("DTSTART", "TZOFFSETTO"))] == [
        "DTSTART:20260101T000000",
        "TZOFFSETTO:+0200",
        "DTSTART:20260329T030000",
        "TZOFFSETTO:+0300",
        "DTSTART:20261025T040000",
        "TZOFFSETTO:+0200",
    ]
