"""Writing times and changes of single dates in the editor: shapes, opening hours, moves."""

from datetime import date, time

import pytest
from django.urls import reverse
from django.utils import translation
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from activities.models import Activity, ActivityPage
from activities.recurrence import zones
from tests.factories import activities, content, orgs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]
# A Wednesday, long after any test is run.
WEDNESDAY = date(2096, 10, 3)


@pytest.fixture
def house():
    content.site_tree(["fi", "en"])
    return orgs.organisation(name="Naapuritalo")


@pytest.fixture
def editor(client, house):
    client.force_login(orgs.user(is_superuser=True, language="en"))
    return client


def weekly(**fields) -> dict:
    return {
        "shape": "times",
        "first_date": WEDNESDAY.isoformat(),
        "starts": "17:00",
        "ends": "19:00",
        "repeats": "weekly",
    } | fields


def opening(**fields) -> dict:
    return {
        "shape": "open",
        "first_date": WEDNESDAY.isoformat(),
        "until": "2096-12-31",
        "opening_0": "8–20",
        "opening_4": "8–12, 13.30–16",
    } | fields


def form(*times: dict, changes: tuple = (), **fields) -> dict:
    data = nested_form_data(
        {
            "title": "Language café",
            "slug": "language-cafe",
            "summary": "Chat in Finnish",
            "body": streamfield([]),
            "kind": "activity",
            "attendance": "in_person",
            "languages": ("fi",),
            "price_cents": "0",
            "schedules": inline_formset(times),
            "date_changes": inline_formset(changes),
            "comments": inline_formset([]),
            "action-publish": "yes",
        }
        | fields
    )
    return {name: value for name, value in data.items() if value is not None}


@pytest.fixture
def write(editor, house):
    """Sends the form of a new page; returns the answer."""
    parent = content.organisation_page(house, "en")
    address = reverse("wagtailadmin_pages:add", args=["activities", "activitypage", parent.pk])
    return lambda *times, **fields: editor.post(address, form(*times, **fields))


def errors(answer, rows: str = "schedules") -> dict:
    assert answer.status_code == 200, answer.headers
    [first, *_others] = answer.context["form"].formsets[rows].forms
    return first.errors


def shown(editor, rows: str = "schedules"):
    page = ActivityPage.objects.get()
    answer = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    return answer.context["form"].formsets[rows].forms[0]


@pytest.mark.parametrize(
    ("fields", "minutes", "days"),
    [
        ({}, 120, 1),
        ({"starts": "22:00", "ends": "06:00"}, 8 * 60, 1),  # over a night
        ({"starts": "17:00", "ends": "14:00", "days": "3"}, 45 * 60, 3),  # a camp
        ({"starts": "10:00", "ends": "10:00"}, 24 * 60, 1),
        ({"starts": "10:00", "ends": "10:00", "days": "3"}, 48 * 60, 3),
        ({"starts": "22:00", "ends": "06:00", "days": "2"}, 8 * 60, 1),
    ],
)
def test_the_end_is_written_as_a_time_and_shown_again(write, editor, fields, minutes, days):
    assert write(weekly(repeats="once", **fields)).status_code == 302
    assert ActivityPage.objects.get().schedules.get().duration_minutes == minutes
    again = shown(editor)
    assert f"{again['ends'].value():%H:%M}" == fields.get("ends", "19:00")
    assert again["days"].value() == days


def test_whole_days_need_no_clock_time(write, editor):
    whole = {"shape": "all_day", "first_date": WEDNESDAY.isoformat(), "days": "3"}
    # What was typed for another shape is not asked, so it says nothing.
    assert write(whole | {"starts": "x", "opening_0": "y"}).status_code == 302
    [stored] = Activity.objects.get().schedules
    assert (stored["shape"], stored["starts"], stored["minutes"]) == ("all_day", "00:00:00", 4320)
    assert shown(editor)["days"].value() == 3


def test_opening_hours_are_written_by_weekday_and_shown_again(write, editor):
    assert write(opening(excluded_dates="24.12.2096")).status_code == 302
    [stored] = Activity.objects.get().schedules
    assert stored["hours"] == [
        [0, "08:00", "20:00"],
        [4, "08:00", "12:00"],
        [4, "13:30", "16:00"],
    ]
    assert (stored["last_date"], stored["rrule"]) == ("2096-12-31", "")
    again = shown(editor)
    assert again["until"].value() == date(2096, 12, 31)
    assert [again[f"opening_{day}"].value() for day in (0, 1, 4)] == [
        "8–20",
        "",
        "8–12, 13.30–16",
    ]


def test_another_shape_forgets_what_the_first_one_said(write, editor):
    write(opening())
    page = ActivityPage.objects.get()
    row = page.schedules.get()
    times = weekly(id=str(row.pk), opening_0="8–20")
    answer = editor.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        form(times) | {"schedules-INITIAL_FORMS": "1"},
    )
    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.shape, row.opening_hours, row.last_date) == ("times", [], None)
    assert row.rrule == "FREQ=WEEKLY;BYDAY=WE"


@pytest.mark.parametrize(
    ("times", "field", "sentence"),
    [
        (weekly(starts=""), "starts", "Write when it begins."),
        (weekly(ends=""), "ends", "Write when it ends."),
        (weekly(days="32"), "days", None),
        (weekly(shape="all_day", days="40"), "days", None),
        (weekly(shape="sometimes"), "shape", None),
        (weekly(timezone="Mars"), "timezone", None),
        (
            opening(opening_0="", opening_4=""),
            "opening_0",
            "Write the opening hours of at least one weekday.",
        ),
        (
            opening(opening_4="8–12, illalla"),
            "opening_4",
            "“illalla” is no opening time. Write it as in 8–12, 13.30–16.",
        ),
        (
            opening(until="2096-10-02"),
            "until",
            "The last date is before the first one, 3 Oct 2096.",
        ),
        (
            opening(until="2096-10-04"),
            "opening_0",
            "It is open on no day between the first and the last date. Change one of them.",
        ),
        (opening(until="2196-10-04"), "until", "Check the year of the last date."),
    ],
)
def test_what_cannot_be_gets_a_sentence_where_it_was_typed(write, times, field, sentence):
    answer = write(times)
    found = errors(answer)
    assert field in found
    if sentence:
        assert found[field] == [sentence]
    row = answer.context["form"].formsets["schedules"].forms[0]
    for name, value in times.items():
        assert row[name].value() == value


def test_a_zone_elsewhere_is_chosen_for_what_is_online(write, editor):
    assert write(weekly(timezone="Africa/Mogadishu"), attendance="online").status_code == 302
    assert ActivityPage.objects.get().schedules.get().timezone == "Africa/Mogadishu"
    assert shown(editor)["timezone"].value() == "Africa/Mogadishu"


def test_what_takes_place_somewhere_in_finland_is_in_finnish_time(write):
    answer = write(weekly(timezone="Africa/Mogadishu"), municipality=str(orgs.area().pk))
    assert errors(answer)["timezone"] == [
        "It takes place in Finland, so it is in Finnish time. Say that it is held online, or "
        "choose Finnish time."
    ]


def test_a_zone_in_use_stays_among_the_choices():
    with translation.override("en"):
        assert ("Asia/Tokyo", "time in Tokyo") in zones.choices("Asia/Tokyo")
    assert "Asia/Tokyo" not in dict(zones.choices())


# Changes of single dates


def moved(**fields) -> dict:
    return {"date": "2096-10-10", "kind": "moved", "new_date": "2096-10-11"} | fields


def test_a_date_is_moved_and_another_cancelled(write, editor):
    changes = (
        moved(new_starts="18:00", new_place="Oodi", reason="illness"),
        {"date": "2096-10-17", "kind": "cancelled", "reason": "holiday", "new_date": "x"},
    )
    assert write(weekly(), changes=changes).status_code == 302
    [stored] = Activity.objects.get().schedules
    assert stored["changes"] == [
        {
            "date": "2096-10-10",
            "new_date": "2096-10-11",
            "new_starts": "18:00:00",
            "new_place": "Oodi",
        },
        {"date": "2096-10-17", "reason": "holiday"},
    ]
    again = shown(editor, "date_changes")
    assert (again["kind"].value(), again["new_starts"].value()) == ("moved", time(18))


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        (
            moved(date="2096-10-11"),
            "date",
            "Nothing takes place on 11 Oct 2096 by the times above. Give one of their dates.",
        ),
        (moved(starts="10:00"), "starts", "Nothing begins on 10 Oct 2096 at this time."),
        (
            moved(new_date=""),
            "new_date",
            "Say the new date, time or place, or why it is cancelled.",
        ),
        (moved(new_date="2099-10-11"), "new_date", "Check the year of the new date."),
        (moved(kind="cancelled"), "reason", "Say why it is cancelled."),
        (moved(kind=""), "kind", None),
        (moved(date="sometime"), "date", None),
    ],
)
def test_a_change_that_cannot_be_gets_a_sentence_where_it_was_typed(write, change, field, sentence):
    answer = write(weekly(), changes=(change,))
    found = errors(answer, "date_changes")
    assert field in found
    if sentence:
        assert found[field] == [sentence]
    assert not Activity.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "cancelled", "reason": "illness"},
        {"new_date": "2096-10-09"},
        {"new_starts": "10:00", "new_ends": "12:00"},
        {"new_starts": "20:00", "new_ends": "00:00"},
        {"new_place": "Oodi"},
    ],
)
def test_a_day_with_opening_hours_is_cancelled_moved_or_open_at_other_hours(write, change):
    change = {"date": "2096-10-08", "kind": "moved"} | change
    assert write(opening(), changes=(change,)).status_code == 302


@pytest.mark.parametrize(
    ("hours", "field", "sentence"),
    [
        (("10:00", ""), "new_ends", "Say both from when and until when it is open."),
        (("", "12:00"), "new_starts", "Say both from when and until when it is open."),
        (("12:00", "10:00"), "new_ends", "The closing time must come after the opening time."),
    ],
)
def test_other_hours_of_a_day_are_whole(write, hours, field, sentence):
    change = {"date": "2096-10-08", "kind": "moved", "new_starts": hours[0], "new_ends": hours[1]}
    answer = write(opening(), changes=(change,))
    assert errors(answer, "date_changes")[field] == [sentence]


def test_whole_days_are_moved_without_a_clock_time(write):
    whole = weekly(shape="all_day", days="1")
    answer = write(whole, changes=(moved(new_starts="18:00"),))
    assert errors(answer, "date_changes")["new_starts"] == [
        "Whole days have no clock time. Leave it empty."
    ]


def test_of_two_times_on_a_day_the_change_says_which(write):
    two = (weekly(), weekly(starts="19:30", ends="20:30"))
    answer = write(*two, changes=(moved(),))
    assert errors(answer, "date_changes")["starts"] == [
        "There are several times on 10 Oct 2096. Say which of them you mean."
    ]
    assert write(*two, changes=(moved(starts="19:30"),)).status_code == 302


def test_the_same_date_is_not_changed_twice(write):
    answer = write(weekly(), changes=(moved(), moved(new_date="2096-10-12")))
    second = answer.context["form"].formsets["date_changes"].forms[1]
    assert second.errors["date"] == ["10 Oct 2096 is there twice; leave one."]


def test_a_change_is_not_judged_while_the_times_are_wrong(write):
    answer = write(weekly(starts=""), changes=(moved(),))
    assert errors(answer, "date_changes") == {}


def test_the_form_says_the_times_in_words(house, editor):
    page = activities.page(
        house,
        language="en",
        schedules=[activities.schedule(WEDNESDAY, rrule="FREQ=WEEKLY")],
        changes=[activities.cancelled(WEDNESDAY)],
    )
    text = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Every Wednesday, \u206617:00–19:00\u2069, from 3 October 2096" in text
    assert "Cancelled on Wednesday 3 October 2096: illness" in text
