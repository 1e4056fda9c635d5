"""Calendars as programs of others read them: icalendar and recurring-ical-events (Python), ical.js
(JavaScript, in Thunderbird and others). All find the same dates, and those are ours."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from django.utils import timezone
from icalendar import Calendar

from activities.models import ActivityPage, Occurrence
from tests.factories import activities, content, orgs

HELSINKI = ZoneInfo("Europe/Helsinki")
# Letters of three bytes, signs of four, and one that is made of five: longer than a line may be.
LONG = (
    "مقهى اللغة للأمهات والآباء مع أطفالهم كل يوم خميس 👩‍👩‍👧‍👦 芬兰语咖啡馆; kahvi, tee \\ pulla"
)


@pytest.fixture
def house(db):
    content.site_tree(["fi", "en", "ar"])
    return orgs.organisation(name="Naapuritalo")


@pytest.fixture
def monday() -> date:
    today = timezone.localdate()
    return today + timedelta(days=7 - today.weekday())


@pytest.fixture
def year_round(house, monday) -> ActivityPage:
    """Every week for a year, so over both changes of the clock; one date moved, one off."""
    return activities.page(
        house,
        title=LONG,
        summary=LONG * 2,
        schedules=[activities.schedule(monday, rrule="FREQ=WEEKLY;COUNT=53")],
        changes=[
            activities.moved(monday + timedelta(days=7), new_date=monday + timedelta(days=8)),
            activities.cancelled(monday + timedelta(days=14)),
        ],
    )


def read_by_all(client, judge, address: str, until: datetime) -> list[tuple]:
    """(UID, beginning, end, status, title) of each date until then, the same for all programs."""
    text = client.get(address).content
    calendar = Calendar.from_ical(text)
    assert not [fault for event in calendar.walk() for fault in event.errors]
    python = sorted(
        (
            str(event["UID"]),
            event.start,
            event.end,
            str(event["STATUS"]),
            str(event["SUMMARY"]),
        )
        for event in recurring_ical_events.of(calendar).between(date(2020, 1, 1), until)
    )
    said = judge("calendar", text, UNTIL=until.astimezone(UTC).isoformat())
    script = sorted(
        (uid, _moment(start), _moment(end), status, title)
        for uid, start, end, status, title in said["dates"]
    )
    assert script == python
    assert {uid: sequence for uid, sequence, _title in said["written"]} == {
        str(event["UID"]): event["SEQUENCE"] for event in calendar.events
    }
    return python


def _moment(written: str) -> date | datetime:
    return date.fromisoformat(written) if len(written) == 10 else datetime.fromisoformat(written)


def in_a_year() -> datetime:
    return timezone.now() + timedelta(days=400)


def test_a_weekly_activity_over_a_year(year_round, client, judge):
    address = f"/feeds/fi/activities/{year_round.translation_key}.ics"
    found = read_by_all(client, judge, address, in_a_year())
    stored = Occurrence.objects.order_by("key")
    assert len(stored) == 53
    assert found == sorted(
        (
            str(one.key),
            one.starts_at,
            one.ends_at,
            "CANCELLED" if one.status == Occurrence.Status.CANCELLED else "CONFIRMED",
            LONG,
        )
        for one in stored
    )
    assert [status for *_when, status, _title in found].count("CANCELLED") == 1
    # By the clock on the wall it never moves, whatever the season.
    assert {start.astimezone(HELSINKI).time() for _uid, start, *_rest in found} == {time(17)}


def test_opening_hours_with_closed_and_other_days(house, monday, client, judge):
    closed, later = monday + timedelta(days=7), monday + timedelta(days=14)
    page = activities.page(
        house,
        title=LONG,
        schedules=[
            activities.opening(
                monday,
                monday + timedelta(days=210),
                weekdays=[0, 4],
                hours="9–12",
                excluded_dates=[closed],
            )
        ],
        changes=[activities.moved(later, new_starts=time(13), new_ends=time(15))],
    )
    address = f"/feeds/fi/activities/{page.translation_key}.ics"
    found = read_by_all(client, judge, address, in_a_year())
    hours = {
        start.astimezone(HELSINKI).date(): (
            start.astimezone(HELSINKI).time(),
            end.astimezone(HELSINKI).time(),
        )
        for _uid, start, end, *_rest in found
    }
    days = {monday + timedelta(days=number) for number in range(211)}
    assert set(hours) == {day for day in days if day.weekday() in (0, 4)} - {closed}
    assert hours.pop(later) == (time(13), time(15))
    assert set(hours.values()) == {(time(9), time(12))}


def test_whole_days(house, monday, client, judge):
    page = activities.page(house, title=LONG, schedules=[activities.whole_days(monday, 3)])
    address = f"/feeds/fi/activities/{page.translation_key}.ics"
    ((_uid, start, end, *_rest),) = read_by_all(client, judge, address, in_a_year())
    assert (start, end) == (monday, monday + timedelta(days=3))


def test_an_organisation_a_search_and_what_was_taken_back(year_round, house, client, judge):
    gone = activities.page(house, title="Gone")
    gone.unpublish()
    of_house = read_by_all(client, judge, f"/feeds/ar/organisations/{house.key}.ics", in_a_year())
    assert {(status, title) for *_when, status, title in of_house} == {
        ("CONFIRMED", LONG),
        ("CANCELLED", LONG),
        ("CANCELLED", "Gone"),
    }
    of_search = read_by_all(client, judge, "/feeds/ar/activities.ics", in_a_year())
    assert {title for *_when, title in of_search} == {LONG}


def test_a_change_is_seen_by_its_sequence(year_round, client, judge):
    address = f"/feeds/fi/activities/{year_round.translation_key}.ics"

    def sequences() -> dict[str, int]:
        text = client.get(address).content
        said = judge("calendar", text, UNTIL=in_a_year().isoformat())
        return {uid: sequence for uid, sequence, _title in said["written"]}

    before = sequences()
    page = ActivityPage.objects.get(pk=year_round.pk)
    page.venue = "Kirjasto"
    activities.publish(page)
    assert sequences() == {uid: sequence + 1 for uid, sequence in before.items()}
