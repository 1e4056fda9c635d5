"""From pages to published facts: together or not at all, for all languages, date by date."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from wagtail.models import Page

from activities import tasks
from activities.models import Activity, ActivityPage, Occurrence
from activities.services import occurrences, publishing, texts
from tests.factories import activities, content, orgs

pytestmark = pytest.mark.django_db
HELSINKI = ZoneInfo("Europe/Helsinki")
# A Monday, long after any test is run: dates to come stay dates to come.
MONDAY = date(2096, 10, 1)
NOW = datetime(2096, 9, 1, 12, tzinfo=HELSINKI)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def upsert(activity: Activity, *series: dict, now: datetime = NOW) -> None:
    activity.schedules = list(series)
    occurrences.upsert(activity, now=now)


def stored(first: date = MONDAY, starts: str = "17:00", rrule: str = "", **fields) -> dict:
    return activities.schedule(first, starts, rrule=rrule, **fields).series.to_json()


def rows(activity: Activity) -> list[tuple]:
    return [
        (row.local_date, f"{row.local_time:%H:%M}", row.status)
        for row in activity.occurrences.order_by("local_date", "local_time")
    ]


# Together or not at all


@pytest.mark.parametrize("broken", ["occurrences.upsert", "texts.write", "_organisation_of"])
def test_a_fault_between_page_and_facts_takes_both_back(monkeypatch, broken):
    page = activities.page(title="Before")
    owner, _dot, name = broken.rpartition(".")
    module = {"occurrences": occurrences, "texts": texts, "": publishing}[owner]

    def die(*args, **kwargs):
        raise RuntimeError("killed")

    monkeypatch.setattr(module, name, die)
    page.title, page.venue = "After", "Elsewhere"
    revision = page.save_revision()
    with pytest.raises(RuntimeError):
        revision.publish()
    assert ActivityPage.objects.get(pk=page.pk).title == "Before"
    assert activities.of(page).venue == ""
    assert activities.of(page).texts.get().title == "Before"


@pytest.mark.parametrize("way", ["unpublish", "delete", "move"])
def test_a_fault_after_a_page_went_brings_it_back(monkeypatch, way):
    page = activities.page()
    other = content.organisation_page(orgs.organisation(), "fi")
    before = Page.objects.get(pk=page.pk)

    def die(*args, **kwargs):
        raise RuntimeError("killed")

    monkeypatch.setattr(publishing, "_archive", die)
    monkeypatch.setattr(publishing, "_write_facts", die)
    page = Page.objects.get(pk=page.pk).specific
    with pytest.raises(RuntimeError), transaction.atomic():
        page.move(other, pos="last-child") if way == "move" else getattr(page, way)()
    after = Page.objects.get(pk=page.pk)
    assert (after.live, after.path) == (True, before.path)
    assert not any(Page.find_problems())
    assert activities.of(page).status == Activity.Status.PUBLISHED


def test_a_page_below_no_organisation_is_refused():
    home = content.site_tree()["fi"]
    page = ActivityPage(title="Astray", locale=home.locale, live=False)
    home.add_child(instance=page)
    with pytest.raises(ValidationError, match="Put “Astray” below the page of an organisation"):
        page.save_revision().publish()
    assert not Page.objects.get(pk=page.pk).live


def test_a_schedule_that_cannot_be_is_refused():
    page = activities.page(live=False)
    page.schedules = [activities.schedule(rrule="FREQ=SECONDLY")]
    with pytest.raises(ValidationError, match="Say how often it happens"):
        page.save_revision()
    with pytest.raises(ValidationError, match="Say how often it happens"):
        page.save_revision(clean=False).publish()
    assert activities.of(page) is None


def test_a_draft_changes_no_facts():
    page = activities.page(title="Before", venue="Here")
    page.title, page.venue = "After", "There"
    with CaptureQueriesContext(connection) as queries:
        page.save_revision()
    assert not [
        query
        for query in queries
        if "activities_activity" in query["sql"] and "UPDATE" in query["sql"]
    ]
    assert activities.of(page).venue == "Here"
    assert activities.of(page).texts.get().title == "Before"


def test_publishing_the_same_again_writes_nothing():
    page = activities.page()
    before = activities.of(page)
    assert publishing.publish(page.translation_key) == []
    after = activities.of(page)
    assert after.facts_published_at == before.facts_published_at


def test_publishing_costs_at_most_25_statements():
    page = activities.page(schedules=[activities.schedule(rrule="FREQ=WEEKLY;COUNT=70")])
    for language in ("sv", "en", "ar"):
        activities.translate(page, language)
    page.refresh_from_db()
    page.venue = "Elsewhere"
    page.schedules = [activities.schedule(rrule="FREQ=WEEKLY;COUNT=60", starts="18:00")]
    page.save()  # outside the count: what a stock page costs as well
    Activity.objects.update(venue="", schedules=[])
    with CaptureQueriesContext(connection) as queries:
        changed = publishing.publish(page.translation_key)
    assert "venue" in changed
    assert len(queries) <= 25


# One set of facts for all languages


def test_a_time_changed_in_finnish_shows_in_arabic_at_once(client):
    content.site_tree(["fi", "ar"])
    day = timezone.localdate() + timedelta(days=10)
    page = activities.page(schedules=[activities.schedule(day, "17:00")])
    arabic = activities.translate(page, "ar", title="مقهى اللغة")
    shown = client.get(arabic.url).context["facts"].when_next
    assert [f"{when.starts:%H:%M}" for when in shown] == ["17:00"]

    page.refresh_from_db()
    page.schedules = [activities.schedule(day, "18:30")]
    activities.publish(page)

    answer = client.get(arabic.url)
    assert [f"{when.starts:%H:%M}" for when in answer.context["facts"].when_next] == ["18:30"]
    assert "18:30" in answer.content.decode()
    assert "17:00" not in answer.content.decode()
    assert 'dir="rtl"' in answer.content.decode()


def test_facts_come_from_the_original_alone():
    page = activities.page(venue="Library", price_cents=0, capacity=12, languages=["fi", "ar"])
    swedish = activities.translate(page, "sv", venue="Bibliotek", price_cents=500)
    activity = activities.of(page)
    assert (activity.venue, activity.price_cents, activity.capacity) == ("Library", 0, 12)
    assert activity.languages == ["fi", "ar"]
    assert activity.texts.get(language="sv").page_id == swedish.pk


def test_texts_are_plain_and_found_by_their_own_words():
    page = activities.page(
        title="Kielikahvila",
        summary="Jutellaan",
        body=[
            ("heading", "Tervetuloa"),
            ("paragraph", "<p>Kahvi on <b>ilmaista</b>.</p>"),
        ],
        intake_criteria="Only beginners",
    )
    text = activities.of(page).texts.get()
    assert text.body == "Tervetuloa\n\nKahvi on ilmaista."
    assert text.intake_criteria == "Only beginners"
    assert "beginners" not in str(text.search)  # it is for workers, not for the public search


def test_a_renamed_organisation_is_found_by_its_new_name(client):
    content.site_tree(["fi"])
    organisation = orgs.organisation(name="Naapuritalo")
    activities.page(organisation, title="Kielikahvila")
    organisation.name = "Kulmakivi"
    organisation.save()
    for words, count in (("Kulmakivi", 1), ("Naapuritalo", 0)):
        assert client.get("/fi/activities/", {"q": words}).context["count"] == count


# Dates


def test_a_date_with_references_keeps_its_row_when_the_rule_is_edited():
    """What refers to a date refers to its row: it must be the same, and tell the new time."""
    activity = activities.activity()
    upsert(activity, stored(rrule="FREQ=WEEKLY;BYDAY=MO;COUNT=4"))
    references = [activity.occurrences.get(local_date=MONDAY).pk] * 10

    upsert(activity, stored(rrule="FREQ=WEEKLY;BYDAY=MO,TH;COUNT=8"))
    upsert(activity, stored(starts="18:30", rrule="FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;COUNT=3"))

    for reference in references:
        row = Occurrence.objects.get(pk=reference)
        assert (row.local_date, row.local_time, row.status) == (MONDAY, time(18, 30), "scheduled")
        assert row.starts_at == datetime(2096, 10, 1, 18, 30, tzinfo=HELSINKI)


def test_a_date_that_falls_away_is_cancelled_and_one_that_comes_back_is_scheduled_again():
    activity = activities.activity(schedules=[])
    weekly = {"rrule": "FREQ=WEEKLY;COUNT=3"}
    second = MONDAY + timedelta(days=7)
    upsert(activity, stored(**weekly))
    known = set(activity.occurrences.values_list("pk", flat=True))

    upsert(activity, stored(**weekly, excluded_dates=[second]))
    assert [status for _day, _time, status in rows(activity)] == [
        "scheduled",
        "cancelled",
        "scheduled",
    ]
    upsert(activity, stored(**weekly))
    assert {status for _day, _time, status in rows(activity)} == {"scheduled"}
    assert set(activity.occurrences.values_list("pk", flat=True)) == known


def test_what_has_ended_stays_as_it_was():
    activity = activities.activity(schedules=[])
    upsert(activity, stored(rrule="FREQ=WEEKLY;COUNT=3"))
    later = datetime.combine(MONDAY + timedelta(days=8), time(12), HELSINKI)
    upsert(activity, stored(MONDAY + timedelta(days=14), "10:00"), now=later)
    assert rows(activity) == [
        (MONDAY, "17:00", "scheduled"),
        (MONDAY + timedelta(days=7), "17:00", "scheduled"),
        (MONDAY + timedelta(days=14), "10:00", "scheduled"),
    ]


def test_two_times_on_one_day_keep_their_order_when_they_move():
    activity = activities.activity(schedules=[])
    upsert(activity, stored(starts="10:00"), stored(starts="14:00"))
    morning, afternoon = activity.occurrences.order_by("starts_at")
    upsert(activity, stored(starts="11:00"), stored(starts="15:00"))
    morning.refresh_from_db()
    afternoon.refresh_from_db()
    assert (morning.local_time, afternoon.local_time) == (time(11), time(15))
    assert activity.occurrences.count() == 2


def test_a_time_that_moves_onto_the_place_of_another_finds_it():
    """10 and 14 become 14 and 16: the afternoon stays, the morning moves behind it."""
    activity = activities.activity(schedules=[])
    upsert(activity, stored(starts="10:00"), stored(starts="14:00"))
    upsert(activity, stored(starts="14:00"), stored(starts="16:00"))
    assert [at for _day, at, _status in rows(activity)] == ["14:00", "16:00"]


def test_two_schedules_with_the_same_start_give_one_date():
    activity = activities.activity(schedules=[])
    upsert(activity, stored(minutes=60), stored(minutes=90))
    row = activity.occurrences.get()
    assert row.ends_at - row.starts_at == timedelta(minutes=60)


def test_a_longer_date_is_the_same_date():
    activity = activities.activity(schedules=[])
    upsert(activity, stored(minutes=60))
    row = activity.occurrences.get()
    upsert(activity, stored(minutes=90))
    assert activity.occurrences.get().pk == row.pk
    assert activity.occurrences.get().ends_at - row.starts_at == timedelta(minutes=90)


def test_the_database_knows_a_local_start_once():
    activity = activities.activity(schedules=[])
    upsert(activity, stored())
    row = activity.occurrences.get()
    row.pk = None
    with pytest.raises(IntegrityError, match="one_occurrence_a_local_start"):
        row.save(force_insert=True)


def test_dates_reach_18_months_ahead_and_are_topped_up():
    activity = activities.activity(
        schedules=[activities.schedule(timezone.localdate(), rrule="FREQ=DAILY")]
    )
    last = activity.occurrences.latest("local_date").local_date
    assert 545 <= (last - timezone.localdate()).days <= 550
    activity.occurrences.filter(local_date__gt=last - timedelta(days=30)).delete()
    assert tasks.top_up_occurrences(0) == 1
    assert activity.occurrences.latest("local_date").local_date == last
    assert tasks.top_up_occurrences(0) == 0


def test_dates_of_an_archived_activity_are_not_topped_up():
    page = activities.page(schedules=[activities.schedule(rrule="FREQ=DAILY")])
    activity = activities.of(page)
    page.unpublish()
    activity.occurrences.all().delete()
    assert tasks.top_up_occurrences(0) == 0
    assert not activity.occurrences.exists()


def test_a_schedule_nobody_can_read_stops_no_other(caplog):
    bad, good = activities.activity(), activities.activity()
    Activity.objects.filter(pk=bad.pk).update(schedules=[stored(rrule="FREQ=SECONDLY")])
    Occurrence.objects.all().delete()
    assert tasks.top_up_occurrences(0) == 1
    assert good.occurrences.exists()
    assert f"activity {bad.pk} has no new dates: Problem" in caplog.text
