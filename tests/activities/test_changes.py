"""Dates that are moved or cancelled, whole days and opening hours: rows, lists and pages."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from activities import tasks
from activities.models import Activity, DateChange, Occurrence
from activities.services import occurrences, reconcile
from polku.content.translation.services import originals
from tests.factories import activities, content, orgs

pytestmark = pytest.mark.django_db
HELSINKI = ZoneInfo("Europe/Helsinki")
# A Monday, long after any test is run: dates to come stay dates to come.
MONDAY = date(2096, 10, 1)
WEEK, DAY = timedelta(days=7), timedelta(days=1)
NOW = datetime(2096, 9, 1, 12, tzinfo=HELSINKI)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def house():
    content.site_tree(["fi", "sv", "en", "ar"])
    return orgs.organisation(name="Naapuritalo")


def weekly(*changes: DateChange, starts: str = "17:00", count: int = 3, **fields) -> list[dict]:
    """What is published of a weekly evening with changes."""
    rrule = f"FREQ=WEEKLY;COUNT={count}"
    schedule = activities.schedule(MONDAY, starts, rrule=rrule, **fields)
    page = activities.page(live=False, schedules=[schedule], changes=list(changes))
    return [one.to_json() for one in page.series]


def upsert(activity: Activity, stored: list[dict], now: datetime = NOW) -> None:
    activity.schedules = stored
    occurrences.upsert(activity, now=now)


def rows(activity: Activity) -> list[tuple]:
    return [
        (row.local_date, row.starts_at.astimezone(HELSINKI).replace(tzinfo=None), row.status)
        for row in activity.occurrences.order_by("local_date", "local_time")
    ]


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute))


# Rows


def test_a_moved_date_keeps_its_row_and_its_name():
    activity = activities.activity(schedules=[])
    upsert(activity, weekly())
    row = activity.occurrences.get(local_date=MONDAY + WEEK)

    to = activities.moved(
        MONDAY + WEEK, new_date=MONDAY + WEEK + DAY, new_starts=time(18), new_place="Oodi"
    )
    upsert(activity, weekly(to))
    moved = Occurrence.objects.get(pk=row.pk)
    assert (moved.local_date, moved.local_time) == (MONDAY + WEEK, time(17))
    assert moved.starts_at == datetime.combine(MONDAY + WEEK + DAY, time(18), HELSINKI)
    assert moved.ends_at - moved.starts_at == timedelta(hours=2)
    assert (moved.is_moved, moved.place, moved.status) == (True, "Oodi", "scheduled")
    assert activity.occurrences.count() == 3

    upsert(activity, weekly())
    back = Occurrence.objects.get(pk=row.pk)
    assert (back.starts_at, back.is_moved, back.place) == (row.starts_at, False, "")


def test_a_date_moved_onto_another_leaves_both():
    activity = activities.activity(schedules=[])
    upsert(activity, weekly(activities.moved(MONDAY, new_date=MONDAY + WEEK)))
    assert rows(activity) == [
        (MONDAY, at(MONDAY + WEEK, 17), "scheduled"),
        (MONDAY + WEEK, at(MONDAY + WEEK, 17), "scheduled"),
        (MONDAY + 2 * WEEK, at(MONDAY + 2 * WEEK, 17), "scheduled"),
    ]


def test_a_cancelled_date_says_why_and_comes_back_when_it_is_taken_back():
    activity = activities.activity(schedules=[])
    upsert(activity, weekly(activities.cancelled(MONDAY, "illness", note="Opettaja on kipeä.")))
    row = activity.occurrences.get(local_date=MONDAY)
    assert (row.status, row.reason, row.note) == ("cancelled", "illness", "Opettaja on kipeä.")
    upsert(activity, weekly())
    row.refresh_from_db()
    assert (row.status, row.reason, row.note) == ("scheduled", "", "")


def test_a_cancelled_date_whose_hour_changes_is_still_one_date():
    """The change names the day, so it follows the schedule to another hour."""
    activity = activities.activity(schedules=[])
    upsert(activity, weekly(activities.cancelled(MONDAY)))
    upsert(activity, weekly(activities.cancelled(MONDAY), starts="18:00"))
    row = activity.occurrences.get(local_date=MONDAY)
    assert (row.local_time, row.status, row.reason) == (time(18), "cancelled", "illness")


def test_a_cancelled_date_that_leaves_the_schedule_is_no_news_any_more():
    activity = activities.activity(schedules=[])
    upsert(activity, weekly(activities.cancelled(MONDAY + 2 * WEEK)))
    upsert(activity, weekly(count=2))
    row = activity.occurrences.get(local_date=MONDAY + 2 * WEEK)
    assert (row.status, row.reason) == ("cancelled", "")


def test_of_two_times_on_a_day_one_is_cancelled():
    schedules = [activities.schedule(MONDAY, "10:00"), activities.schedule(MONDAY, "14:00")]
    off = activities.cancelled(MONDAY, starts=time(14))
    page = activities.page(live=False, schedules=schedules, changes=[off])
    activity = activities.activity(schedules=[])
    upsert(activity, [one.to_json() for one in page.series])
    assert [status for _day, _at, status in rows(activity)] == ["scheduled", "cancelled"]


def test_a_date_that_has_ended_is_moved_when_somebody_says_so_late():
    activity = activities.activity(schedules=[])
    upsert(activity, weekly())
    row = activity.occurrences.get(local_date=MONDAY)
    later = datetime.combine(MONDAY + 3 * DAY, time(12), HELSINKI)
    upsert(activity, weekly(activities.moved(MONDAY, new_date=MONDAY + 5 * DAY)), now=later)
    row.refresh_from_db()
    assert row.starts_at == datetime.combine(MONDAY + 5 * DAY, time(17), HELSINKI)
    assert activity.occurrences.count() == 3


def test_a_date_held_long_before_it_was_planned_stays_held():
    """Its row begins far back and its name is still to come: both find it."""
    activity = activities.activity(schedules=[])
    planned = MONDAY + 12 * WEEK
    early = activities.moved(planned, new_date=MONDAY)
    upsert(activity, weekly(early, count=13))
    later = datetime.combine(MONDAY + 10 * WEEK, time(12), HELSINKI)
    upsert(activity, weekly(count=13), now=later)
    row = activity.occurrences.get(local_date=planned)
    assert row.starts_at == datetime.combine(MONDAY, time(17), HELSINKI)


def test_whole_days_are_rows_from_midnight_to_midnight():
    activity = activities.activity(schedules=[])
    upsert(activity, [activities.whole_days(date(2096, 10, 27), 3).series.to_json()])
    row = activity.occurrences.get()  # over the end of summer time
    assert row.is_all_day
    assert row.starts_at == datetime(2096, 10, 27, tzinfo=HELSINKI)
    assert row.ends_at == datetime(2096, 10, 30, tzinfo=HELSINKI)


def test_what_is_published_once_is_the_same_the_next_night(house):
    soon = timezone.localdate() + 2 * DAY
    activities.page(
        house,
        schedules=[activities.schedule(soon, rrule="FREQ=WEEKLY"), activities.opening(soon)],
        changes=[
            activities.cancelled(soon + WEEK, starts=time(17)),
            activities.moved(soon, starts=time(17), new_place="Oodi"),
        ],
    )
    assert list(reconcile.check()) == []
    assert tasks.top_up_occurrences(0) == 0


def test_another_original_has_the_same_schedule(house):
    soon = timezone.localdate() + 2 * DAY
    page = activities.page(
        house,
        schedules=[activities.schedule(soon, rrule="FREQ=WEEKLY"), activities.opening(soon)],
        changes=[activities.cancelled(soon + WEEK, starts=time(17), note="Kipeä")],
    )
    swedish = activities.translate(page, "sv")
    before = activities.of(page).schedules
    originals.make_original(None, swedish)
    assert activities.of(page).schedules == before
    assert swedish.date_changes.get().note == "Kipeä"
    assert list(reconcile.check()) == []


def test_a_change_that_fits_no_date_is_refused_before_it_is_published():
    page = activities.page(schedules=[activities.schedule(MONDAY)])
    page.date_changes = [activities.cancelled(MONDAY + DAY)]
    with pytest.raises(ValidationError, match="Nothing takes place on 2 Oct 2096"):
        page.save_revision()


def test_the_database_knows_why_a_date_is_cancelled():
    page = activities.page()
    for wrong in ({"kind": "cancelled"}, {"kind": "moved", "reason": "illness"}):
        with pytest.raises(IntegrityError, match="cancelled_date_says_why"), transaction.atomic():
            DateChange.objects.create(page=page, date=MONDAY, **wrong)
    row = activities.of(page).occurrences.get()
    row.reason = "illness"
    with pytest.raises(IntegrityError, match="only_a_cancelled_occurrence_has_a_reason"):
        row.save()


# Lists


def in_days(number: int) -> date:
    return timezone.localdate() + number * DAY


@pytest.fixture
def find(client, house):
    def ask(reader: str = "en", **query) -> list:
        return client.get(f"/{reader}/activities/", query).context["activities"]

    return ask


def test_what_is_open_for_long_is_one_card_behind_single_dates(house, find):
    activities.page(house, title="Guidance", schedules=[])
    activities.page(
        house, title="Playground", schedules=[activities.opening(in_days(-30), in_days(60))]
    )
    activities.page(house, title="Open house", schedules=[activities.opening(in_days(-3))])
    activities.page(house, title="Exhibition", schedules=[activities.opening(in_days(4))])
    activities.page(house, title="Café", schedules=[activities.schedule(in_days(9))])
    activities.page(house, title="Swimming", schedules=[activities.schedule(in_days(2))])
    assert [card.title for card in find()] == [
        "Swimming",
        "Exhibition",
        "Café",
        "Open house",
        "Playground",
        "Guidance",
    ]
    assert not Occurrence.objects.filter(activity__texts__title="Playground").exists()


def test_a_card_says_opening_hours_in_one_line(house, find, client):
    last = in_days(40)
    opening = activities.opening(in_days(-30), last, weekdays=range(5))
    activities.page(house, title="Playground", schedules=[opening])
    [card] = find()
    assert card.when is None
    [line] = card.open_hours
    assert line.replace("\u2066", "").replace("\u2069", "") == (
        f"Mon–Fri 08:00–20:00, until {last.day} {last:%B %Y}"
    )
    for language in ("en", "ar"):
        assert (
            find(language)[0].open_hours[0]
            in client.get(f"/{language}/activities/").content.decode()
        )


def test_what_is_open_already_is_not_what_happens_soonest(house, client):
    activities.page(house, title="Playground", schedules=[activities.opening(in_days(-30))])
    activities.page(house, title="Café", schedules=[activities.schedule(in_days(9))])
    assert [card.title for card in client.get("/en/").context["activities"]] == ["Café"]


@pytest.mark.parametrize(
    "shape", ["once", "weekly", "whole days", "open", "cancelled", "moved back"]
)
def test_what_has_ended_leaves_the_lists_by_itself(house, find, client, monkeypatch, shape):
    soon = in_days(3)
    schedules, changes = {
        "once": ([activities.schedule(soon)], []),
        "weekly": ([activities.schedule(soon, rrule="FREQ=WEEKLY;COUNT=1")], []),
        "whole days": ([activities.whole_days(soon)], []),
        "open": ([activities.opening(in_days(-3), soon)], []),
        "cancelled": (
            [activities.schedule(soon, rrule="FREQ=DAILY;COUNT=2")],
            [activities.cancelled(soon + DAY)],
        ),
        "moved back": (
            [activities.schedule(soon + WEEK)],
            [activities.moved(soon + WEEK, new_date=soon)],
        ),
    }[shape]
    page = activities.page(house, title="Café", language="en", schedules=schedules, changes=changes)
    assert [card.title for card in find()] == ["Café"]
    assert client.get(page.url).context["state"] == "published"

    after = datetime.combine(soon + DAY, time(0), HELSINKI)
    monkeypatch.setattr(timezone, "now", lambda: after)
    assert find() == []
    assert client.get("/en/").context["activities"] == []
    # A date cancelled by name is still told of until it would have been.
    monkeypatch.setattr(timezone, "now", lambda: after + DAY)
    assert client.get(page.url).context["state"] == "ended"


def test_an_activity_all_of_whose_dates_are_cancelled_is_not_listed(house, find):
    activities.page(
        house,
        title="Café",
        schedules=[activities.schedule(in_days(3))],
        changes=[activities.cancelled(in_days(3))],
    )
    assert find() == []


def test_a_card_says_where_the_next_date_is_instead(house, find):
    activities.page(
        house,
        title="Café",
        venue="Kotipesä",
        schedules=[activities.schedule(in_days(3), rrule="FREQ=WEEKLY")],
        changes=[activities.moved(in_days(3), new_place="Oodi")],
    )
    assert find()[0].place == "Oodi"


# Pages


def shown(client, page, language: str = "en") -> tuple:
    answer = client.get(page.url)
    return answer.context["facts"], answer.content.decode()


def test_the_page_says_what_is_moved_where_and_what_is_cancelled_why(house, client):
    first = in_days(3)
    page = activities.page(
        house,
        language="en",
        schedules=[activities.schedule(first, "17:00", rrule="FREQ=WEEKLY;COUNT=4")],
        changes=[
            activities.moved(
                first, new_date=first + DAY, new_starts=time(18), new_place="Oodi", note="Bring tea"
            ),
            activities.cancelled(first + WEEK, "illness"),
        ],
    )
    facts, text = shown(client, page)
    moved, cancelled, *_others = facts.when_next
    assert (f"{moved.starts:%d %H:%M}", f"{moved.moved_from:%d %H:%M}") == (
        f"{first + DAY:%d} 18:00",
        f"{first:%d} 17:00",
    )
    assert (moved.place, moved.note) == ("Oodi", "Bring tea")
    assert (cancelled.is_cancelled, cancelled.reason) == (True, "illness")
    assert "Moved from" in text
    assert "<bdi>Oodi</bdi>" in text
    assert '<span lang="en" dir="ltr">Bring tea</span>' in text
    assert "Cancelled: illness" in text
    # They stand among the next dates, and not a second time below.
    assert facts.changes == []


def test_a_change_far_ahead_is_told_as_well(house, client):
    first = in_days(3)
    page = activities.page(
        house,
        schedules=[activities.schedule(first, rrule="FREQ=WEEKLY;COUNT=20")],
        changes=[activities.cancelled(first + 15 * WEEK, "holiday", note="Joulu")],
    )
    arabic = activities.translate(page, "ar")
    facts, text = shown(client, arabic)
    [change] = facts.changes
    assert (change["note"], change["lang"], change["dir"]) == ("Joulu", "fi", "ltr")
    assert '<span lang="fi" dir="ltr">Joulu</span>' in text
    assert change["sentence"] in text


def test_whole_days_show_no_clock_time(house, client):
    first = in_days(3)
    page = activities.page(house, language="en", schedules=[activities.whole_days(first, 3)])
    facts, text = shown(client, page)
    [when] = facts.when_next
    assert (when.is_all_day, when.last_day) == (True, first + 2 * DAY)
    assert f'<time datetime="{first}">' in text
    assert f'<time datetime="{first + 2 * DAY}">' in text
    assert "00:00" not in text


def test_a_camp_ends_on_its_last_day_and_not_at_its_hour_of_the_first(house, client):
    first = in_days(3)
    schedule = activities.schedule(first, "17:00", minutes=45 * 60)
    page = activities.page(house, language="en", schedules=[schedule])
    facts, text = shown(client, page)
    assert facts.when_next[0].last_day == first + 2 * DAY
    assert "<time>17:00</time>–<time>14:00</time>" not in text


def test_opening_hours_stand_on_the_page_with_the_days_on_which_it_is_closed(house, client):
    opening = activities.opening(
        in_days(-3), in_days(60), excluded_dates=[in_days(20)], hours="8–12, 13–16"
    )
    page = activities.page(
        house, language="en", schedules=[opening], changes=[activities.cancelled(in_days(5))]
    )
    facts, _text = shown(client, page)
    assert facts.when_next == []
    hours, left_out = facts.schedule_sentences
    assert "08:00–12:00" in hours
    assert left_out.startswith("Not on")
    assert facts.changes[0]["sentence"].startswith("Cancelled on")


def test_a_zone_other_than_finlands_is_named(house, client, find):
    schedule = activities.schedule(in_days(3), "17:00", timezone="Africa/Mogadishu")
    page = activities.page(house, language="en", attendance="online", schedules=[schedule])
    _facts, text = shown(client, page)
    assert "time in Mogadishu" in text
    assert find()[0].when.zone == "time in Mogadishu"
    at_home = activities.page(house, language="en", title="At home")
    assert "time in" not in shown(client, at_home)[1]


def test_a_preview_shows_the_changes_of_the_draft(house, client, settings):
    settings.POLKU_SECOND_FACTOR_REQUIRED = False
    client.force_login(orgs.user(is_superuser=True, language="en"))
    page = activities.page(house, language="en", schedules=[activities.schedule(in_days(3))])
    page.date_changes = [activities.cancelled(in_days(3), "weather")]
    page.save_revision()
    draft = client.get(f"/cms/pages/{page.pk}/view_draft/")
    assert draft.context["facts"].when_next[0].reason == "weather"
    assert not client.get(page.url).context["facts"].when_next[0].is_cancelled
