"""Copying an activity for the next season."""

from datetime import date, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from activities.models import Activity, ActivityPage
from activities.recurrence import Change, Rule, Series
from activities.recurrence.seasons import moved
from activities.services.seasons import copy_for_next_season
from orgs.services.editing import set_up
from tests.factories import activities, content, orgs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]
TODAY = timezone.localdate()
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
# A Wednesday.
AUTUMN = date(2096, 9, 5)


@pytest.fixture
def house():
    content.site_tree(["fi", "en", "ar"])
    organisation = orgs.organisation(name="Naapuritalo")
    for language in ("fi", "en", "ar"):
        content.organisation_page(organisation, language)
    return organisation


@pytest.fixture
def editor(house):
    user = orgs.member(house, "editor", language="en")
    set_up(house)
    return user


@pytest.fixture
def page(house):
    return activities.page(
        house,
        title="Kielikurssi",
        slug="kielikurssi",
        kind="course",
        venue="Kirjasto",
        level_to="A1.2",
        apply_from=AUTUMN - 4 * WEEK,
        apply_until=AUTUMN - WEEK,
        schedules=[
            activities.schedule(
                AUTUMN,
                rrule="FREQ=WEEKLY;BYDAY=WE;UNTIL=20961219T235959",
                excluded_dates=[AUTUMN + 2 * WEEK],
                extra_dates=[AUTUMN + DAY],
            ),
            activities.schedule(AUTUMN + 2 * DAY, "10:00"),
        ],
        changes=[activities.cancelled(AUTUMN + WEEK)],
    )


def test_the_times_move_to_the_same_weekdays_and_single_dates_are_left_out(editor, page):
    spring = date(2097, 1, 14)  # a Monday
    copied = copy_for_next_season(editor, page, spring)
    weekly, once = copied.schedules.all()
    assert weekly.first_date == date(2097, 1, 16)
    assert weekly.rrule == "FREQ=WEEKLY;BYDAY=WE;UNTIL=20970501T235959"
    assert (weekly.excluded_dates, weekly.extra_dates) == ([], [])
    assert once.first_date == date(2097, 1, 18)
    assert copied.date_changes.count() == 0
    assert copied.apply_from == copied.schedules.first().first_date - 4 * WEEK
    assert copied.apply_until == copied.schedules.first().first_date - WEEK


def test_the_copy_is_a_draft_of_its_own(editor, page):
    copied = copy_for_next_season(editor, page, AUTUMN + WEEK)
    assert not copied.live
    assert copied.first_published_at is None
    assert copied.translation_key != page.translation_key
    assert (copied.title, copied.venue, copied.owner) == ("Kielikurssi", "Kirjasto", editor)
    assert copied.slug == "kielikurssi-1"
    assert copied.get_parent() == page.get_parent()
    assert Activity.objects.count() == 1
    again = copy_for_next_season(editor, page, AUTUMN + WEEK)
    assert again.slug == "kielikurssi-2"


def test_the_old_season_stays_as_it_was(editor, page):
    before = activities.of(page).schedules
    copy_for_next_season(editor, page, AUTUMN + WEEK)
    page.refresh_from_db()
    assert page.live
    assert activities.of(page).schedules == before
    assert page.date_changes.count() == 1


def test_every_language_is_copied_with_its_text(editor, page):
    arabic = activities.translate(page, "ar", title="دورة لغة", what_happens_next="نتصل")
    copied = copy_for_next_season(editor, arabic, AUTUMN + WEEK)
    assert (copied.title, copied.what_happens_next) == ("دورة لغة", "نتصل")
    group = ActivityPage.objects.filter(translation_key=copied.translation_key).order_by("pk")
    assert [one.locale.language_code for one in group] == ["fi", "ar"]
    # The one made first is the original, so that its facts are those published.
    finnish = group[0]
    activities.publish(finnish)
    activities.publish(group[1])
    activity = activities.of(finnish)
    assert activity.original_language == "fi"
    assert {text.language for text in activity.texts.all()} == {"fi", "ar"}


def test_facts_come_from_the_original(editor, page):
    arabic = activities.translate(page, "ar")
    page.refresh_from_db()
    page.venue = "Kaupungintalo"
    activities.publish(page)
    assert ActivityPage.objects.get(pk=arabic.pk).venue == "Kirjasto"
    assert copy_for_next_season(editor, arabic, AUTUMN + WEEK).venue == "Kaupungintalo"


def test_without_times_the_application_time_is_left_out(editor, house):
    page = activities.page(house, kind="course", apply_until=AUTUMN, schedules=[])
    copied = copy_for_next_season(editor, page, AUTUMN)
    assert (copied.apply_until, copied.schedules.count()) == (None, 0)


def test_a_date_that_lies_behind_is_refused(editor, page):
    with pytest.raises(ValidationError) as refusal:
        copy_for_next_season(editor, page, TODAY - DAY)
    assert list(refusal.value.message_dict) == ["first_date"]


def test_somebody_of_another_organisation_may_not(page):
    stranger = orgs.member(orgs.organisation(name="Other"), "editor")
    with pytest.raises(PermissionDenied):
        copy_for_next_season(stranger, page, AUTUMN)
    assert ActivityPage.objects.count() == 1


def address(page: ActivityPage) -> str:
    return reverse("activity_next_season", args=[page.pk])


def test_the_editor_copies_in_one_step(client, editor, page):
    client.force_login(editor)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert address(page) in client.get(edit).content.decode()
    assert "Copy for the next season" in client.get(address(page)).content.decode()
    answer = client.post(address(page), {"first_date": "2097-01-14"})
    copied = ActivityPage.objects.latest("pk")
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[copied.pk])
    assert copied.schedules.first().first_date == date(2097, 1, 16)
    assert "Kielikurssi" in client.get(answer.url).content.decode()


def test_the_form_says_what_is_wrong_with_the_date(client, editor, page):
    client.force_login(editor)
    answer = client.post(address(page), {"first_date": (TODAY - DAY).isoformat()})
    assert "This date lies behind. Choose one to come." in answer.content.decode()
    assert ActivityPage.objects.count() == 1


@pytest.mark.parametrize("verb", ["get", "post"])
def test_strangers_find_nothing_there(client, page, verb):
    other = orgs.organisation(name="Other")
    stranger = orgs.member(other, "editor")
    content.organisation_page(other, "fi")
    set_up(other)
    client.force_login(stranger)
    answer = getattr(client, verb)(address(page), {"first_date": "2097-01-14"})
    assert answer.status_code == 404
    assert ActivityPage.objects.count() == 1


def test_visitors_are_sent_to_the_sign_in(client, page):
    assert client.get(address(page)).status_code == 302


RULES = [
    "FREQ=DAILY",
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
    "FREQ=WEEKLY;COUNT=8",
    "FREQ=MONTHLY;BYDAY=1WE",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=YEARLY",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
]


@given(
    st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 300), st.sampled_from(["", *RULES])
)
def test_a_moved_series_keeps_its_rhythm(first, weeks, rrule):
    series = Series(first_date=first, starts=time(17), rrule=rrule)
    later = moved(series, weeks * WEEK)
    assert later.first_date >= first + weeks * WEEK
    if not rrule or (rrule in RULES[1:4] and later.first_date == first + weeks * WEEK):
        assert later.first_date.weekday() == first.weekday()
    # What it begins with is a date that it gives.
    assert later.dates(later.first_date) == [later.first_date]


def test_a_moved_series_leaves_out_what_held_for_single_dates():
    series = Series(
        first_date=AUTUMN,
        starts=time(17),
        rrule=str(Rule("WEEKLY", until=datetime(2096, 12, 19, 23, 59, 59))),
        excluded=frozenset({AUTUMN + WEEK}),
        extra=frozenset({AUTUMN + DAY}),
        changes=(Change(AUTUMN, reason="illness"),),
    )
    later = moved(series, 10 * WEEK)
    assert (later.excluded, later.extra, later.changes) == (frozenset(), frozenset(), ())
    assert later.rule.until == datetime(2096, 12, 19, 23, 59, 59) + 10 * WEEK
