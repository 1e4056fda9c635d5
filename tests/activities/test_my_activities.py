"""The plain door to one's own activities: writing, publishing, review, ending."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from activities.models import Activity, ActivityPage
from orgs.models import OrganisationPage
from tests.activities.my_activities import (
    LIST,
    NEW,
    TIMES,
    WEDNESDAY,
    again,
    association,
    edit,
    errors,
    form,
    member,
    said,
    signed_in,
    the_page,
    time_of,
)
from tests.factories import activities, orgs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]


# Writing


def test_an_empty_list_invites(fadumo):
    answer = fadumo.get(LIST)
    assert NEW in said(answer)
    assert "Write your first activity" in said(answer)


def test_the_form_opens_in_the_language_of_the_writer_then_of_the_association(fadumo):
    answer = fadumo.get(NEW)
    assert answer.status_code == 200
    assert answer.context["written_in"] == "en"
    assert answer.context["form"]["languages"].value() == ["en"]
    assert [one["code"] for one in answer.context["languages_to_write"]][:2] == ["en", "so"]
    assert len(answer.context["times"].times.forms) == 1


def test_a_draft_is_kept_and_nobody_outside_sees_it(fadumo, client):
    answer = fadumo.post(NEW, form(time_of(repeats="weekly"), venue="Library"))
    page = the_page()
    assert answer.headers["Location"] == edit(page)
    assert (page.title, page.venue, page.live, page.language) == (
        "Language café",
        "Library",
        False,
        "en",
    )
    assert page.get_parent().specific.organisation.name == "Hooyo"
    assert page.schedules.get().rrule == "FREQ=WEEKLY;BYDAY=WE"
    assert "<ul><li>coffee</li><li>games</li></ul>" in str(page.body)
    assert not Activity.objects.exists()
    assert client.get(page.get_url()).status_code == 404


def test_a_weekly_activity_with_excluded_dates_is_published_and_found(fadumo, client):
    excluded = "10.10.2096, 17.10.2096"
    answer = fadumo.post(
        NEW, form(time_of(repeats="weekly", excluded_dates=excluded), action="publish")
    )
    assert answer.headers["Location"] == LIST
    page = the_page()
    assert page.live
    activity = activities.of(page)
    assert (activity.status, activity.original_language) == ("published", "en")
    assert activity.schedules[0]["excluded"] == ["2096-10-10", "2096-10-17"]
    assert "Language café" in said(client.get(page.get_url()))


def test_each_language_of_the_site_can_be_the_original(fadumo):
    for language, title in (("ar", "مقهى اللغة"), ("fi", "Kielikahvila")):
        answer = fadumo.post(NEW, form(title=title, written_in=language, action="publish"))
        assert answer.status_code == 302
        page = ActivityPage.objects.get(title=title)
        assert page.locale.language_code == language
        assert activities.of(page).original_language == language
    own = OrganisationPage.objects.filter(organisation__name="Hooyo")
    assert {page.locale.language_code for page in own} == {"so", "ar", "fi"}
    assert not own.filter(locale__language_code="ar", live=True).exists()
    assert Page.find_problems() == ([], [], [], [], [])


def test_what_was_written_is_shown_again_and_saved_unchanged(fadumo):
    fadumo.post(NEW, form(time_of(repeats="weekly", excluded_dates="10.10.2096"), venue="Library"))
    page = the_page()
    before = page.get_latest_revision().content
    answer = fadumo.post(edit(page), again(fadumo, page))
    assert answer.status_code == 302, errors(answer)
    after = the_page().get_latest_revision().content
    changing = {"latest_revision", "latest_revision_created_at", "draft_title"}
    schedules = [
        {name: value for name, value in row.items() if name != "pk"}
        for content in (before, after)
        for row in content["schedules"]
    ]
    assert schedules[0] == schedules[1]
    for name in before.keys() - changing - {"schedules", "has_unpublished_changes", "url_path"}:
        assert before[name] == after[name], name


def test_a_change_of_a_published_activity_waits_until_it_is_published(fadumo, client):
    fadumo.post(NEW, form(venue="Library", action="publish"))
    page = the_page()
    fadumo.post(edit(page), again(fadumo, page, venue="Town hall"))
    assert activities.of(page).venue == "Library"
    assert "a draft with changes" in said(fadumo.get(LIST))
    fadumo.post(edit(page), again(fadumo, page, action="publish"))
    assert activities.of(page).venue == "Town hall"


def test_one_more_time_needs_no_script(fadumo):
    answer = fadumo.post(NEW, form(time_of(), action="add-times", venue="Library"))
    assert answer.status_code == 200
    shown = answer.context["times"].times.forms
    assert [one["first_date"].value() for one in shown] == [str(WEDNESDAY), None]
    assert answer.context["form"]["venue"].value() == "Library"
    assert answer.context["errors"] == []
    assert not ActivityPage.objects.exists()


def test_two_times_and_a_cancelled_date(fadumo):
    change = {
        "changes-0-date": "2096-10-10",
        "changes-0-kind": "cancelled",
        "changes-0-reason": "holiday",
    }
    times = (time_of(repeats="weekly"), time_of(1, "2096-10-06", starts="10:00", ends="11:00"))
    answer = fadumo.post(NEW, form(*times, changes=1, action="publish", **change))
    assert answer.status_code == 302, errors(answer)
    page = the_page()
    assert page.schedules.count() == 2
    assert page.date_changes.get().kind == "cancelled"


def test_times_left_empty_are_no_times(fadumo):
    empty = {"first": "", "starts": "", "ends": ""}
    answer = fadumo.post(NEW, form(time_of(**empty), time_of(1, **empty), action="publish"))
    assert answer.status_code == 302, errors(answer)
    assert not the_page().schedules.exists()


def test_a_time_can_be_taken_away(fadumo):
    fadumo.post(NEW, form(time_of(), time_of(1, "2096-10-06")))
    page = the_page()
    assert page.schedules.count() == 2
    fadumo.post(edit(page), again(fadumo, page, **{"times-0-DELETE": "on"}))
    assert str(the_page().schedules.get().first_date) == "2096-10-06"


def test_the_time_is_said_in_words(fadumo):
    fadumo.post(NEW, form(time_of(repeats="weekly")))
    assert "Every Wednesday" in said(fadumo.get(edit(the_page())))


def test_the_list_says_the_times_with_their_changes(fadumo):
    moved = {
        "changes-0-date": "2096-10-10",
        "changes-0-kind": "moved",
        "changes-0-new_date": "2096-10-11",
    }
    fadumo.post(NEW, form(time_of(repeats="weekly"), changes=1, **moved))
    for _state in ("draft", "published"):
        answer = said(fadumo.get(LIST))
        assert "Every Wednesday" in answer
        assert "Wednesday 10 October" in answer
        assert "moved to Thursday 11 October" in answer
        fadumo.post(edit(the_page()), again(fadumo, the_page(), action="publish"))
    # what the public reads stays, as long as a draft is only a draft
    fadumo.post(edit(the_page()), again(fadumo, the_page(), **{"changes-0-DELETE": "on"}))
    assert "moved to" in said(fadumo.get(LIST))


def test_the_list_asks_no_more_of_more_activities(fadumo):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            fadumo.get(LIST)
        return len(queries)

    fadumo.post(NEW, form(time_of(repeats="weekly")))
    fadumo.post(NEW, form(time_of(repeats="weekly"), title="Second"))
    two = asked()
    for number in range(3):
        fadumo.post(NEW, form(time_of(repeats="weekly"), title=f"Another {number}"))
    assert asked() == two


def test_the_times_are_said_while_they_are_typed(fadumo):
    cancelled = {
        "changes-0-date": "2096-10-10",
        "changes-0-kind": "cancelled",
        "changes-0-reason": "illness",
    }
    typed = form(time_of(repeats="weekly"), time_of(1, first=""), changes=1, **cancelled)
    answer = said(fadumo.post(TIMES, typed))
    assert "Every Wednesday" in answer
    assert "Cancelled on Wednesday 10 October 2096: illness" in answer
    assert "<form" not in answer
    assert not ActivityPage.objects.exists()


@pytest.mark.parametrize("typed", [{}, {"times-TOTAL_FORMS": "word"}, {"times-TOTAL_FORMS": "1"}])
def test_of_what_is_no_time_nothing_is_said(fadumo, typed):
    answer = fadumo.post(TIMES, typed)
    assert answer.status_code == 200
    assert "<p>" not in said(answer)


# What is wrong is said, and nothing is lost


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"title": ""}, "title"),
        ({"contact_email": "not an address"}, "contact_email"),
        ({"price_cents": "much"}, "price_cents"),
        ({"age_from": "10", "age_to": "5"}, "age_to"),
    ],
)
def test_a_mistake_is_named_beside_its_field_and_all_typed_is_there(fadumo, fields, name):
    answer = fadumo.post(NEW, form(time_of(), venue="Library", **fields))
    assert name in errors(answer)
    assert answer.context["form"]["venue"].value() == "Library"
    assert answer.context["times"].times.forms[0]["starts"].value() == "17:00"
    for field, value in fields.items():
        assert answer.context["form"][field].value() == value
    assert not ActivityPage.objects.exists()


def test_mistakes_are_told_in_the_order_of_the_page(fadumo):
    answer = fadumo.post(NEW, form(time_of(starts=""), title="", price_cents="much"))
    assert [field.name for field, _said in answer.context["errors"]] == [
        "title",
        "starts",
        "price_cents",
    ]


def test_the_list_names_the_next_date(fadumo):
    soon = timezone.localdate() + timedelta(days=7)
    fadumo.post(NEW, form(time_of(first=soon), action="publish"))
    next_date = said(fadumo.get(LIST)).partition("Next:")[2]
    assert f">{soon:%A} {soon.day} {soon:%B}" in next_date


def test_a_mistake_in_a_time_is_named(fadumo):
    answer = fadumo.post(NEW, form(time_of(repeats="weekly", until="2096-10-01")))
    assert "until" in errors(answer)
    assert "2096-10-01" in said(answer)


def test_what_a_draft_may_lack_a_publication_may_not(fadumo):
    fields = {"joining": ["phone"], "contact_phone": ""}
    assert fadumo.post(NEW, form(**fields)).status_code == 302
    page = the_page()
    answer = fadumo.post(edit(page), again(fadumo, page, action="publish"))
    assert "contact_phone" in errors(answer)
    assert not the_page().live


def test_messages_are_in_the_language_of_the_person(hooyo):
    client = signed_in(member(hooyo, language="fi"))
    answer = client.post(NEW, form(title=""))
    assert errors(answer)["title"] == "Tämä kenttä on pakollinen."


def test_form_data_that_no_browser_sends_breaks_nothing(fadumo):
    data = form(time_of())
    data |= {"times-INITIAL_FORMS": "1", "times-0-id": "999999", "seen": "nonsense"}
    assert fadumo.post(NEW, data).status_code in (200, 302)
    without = {name: value for name, value in data.items() if "_FORMS" not in name}
    assert fadumo.post(NEW, without).status_code == 200
    assert fadumo.post(NEW, {}).status_code == 200
    odd = {"times-TOTAL_FORMS": "²", "action": "add-times"}
    assert fadumo.post(NEW, form(time_of()) | odd).status_code == 200
    fadumo.post(NEW, form(time_of()))
    page = the_page()
    assert fadumo.post(edit(page), again(fadumo, page, seen="²")).status_code in (200, 409)


# Others


def test_what_somebody_else_saved_meanwhile_is_shown_and_not_overwritten(fadumo, hooyo):
    fadumo.post(NEW, form(time_of(), venue="Library"))
    page = the_page()
    mine = again(fadumo, page, venue="Town hall")
    other = signed_in(member(hooyo))
    other.post(edit(page), again(other, page, venue="School", capacity="12"))
    answer = fadumo.post(edit(page), mine)
    assert answer.status_code == 409
    assert the_page().venue == "School"
    differences = {one["label"]: one["theirs"] for one in answer.context["conflict"]["differences"]}
    assert differences == {"Place": "School", "Places": "12"}
    assert answer.context["form"]["venue"].value() == "Town hall"
    mine["seen"] = answer.context["form"]["seen"].value()
    assert fadumo.post(edit(page), mine).status_code == 302
    assert the_page().venue == "Town hall"


@pytest.mark.parametrize("verb", ["edit", "preview", "end", "withdraw"])
def test_an_activity_of_others_is_not_there(fadumo, verb):
    stranger = signed_in(member(association("Vieras", language="fi")))
    fadumo.post(NEW, form(action="publish"))
    page = the_page()
    missing = "/editor/activities/00000000-0000-4000-8000-000000000000/"
    nothing = stranger.get(missing)
    for answer in (stranger.get(edit(page, verb)), stranger.post(edit(page, verb), form())):
        assert answer.status_code in (404, 405)
        if answer.status_code == 404:
            assert said(answer) == said(nothing)
    assert "Language café" not in said(stranger.get(LIST))
    assert the_page().live


@pytest.mark.parametrize("roles", [[], ["worker"], ["manager"], ["auditor"]])
def test_who_does_not_write_finds_no_activities(hooyo, roles):
    user = member(hooyo, *roles) if roles else member(association("Muu"), "worker")
    client = signed_in(user)
    assert client.get(LIST).status_code == 404
    assert client.post(NEW, form()).status_code == 404
    assert not ActivityPage.objects.exists()


def test_what_takes_place_somewhere_in_finland_is_in_finnish_time(fadumo):
    elsewhere = time_of(timezone="Africa/Mogadishu")
    here = {"municipality": str(orgs.area().pk)}
    answer = fadumo.post(NEW, form(elsewhere, action="publish", **here))
    assert "so it is in Finnish time" in errors(answer)["timezone"]
    online = {"attendance": "online", "municipality": ""}
    assert fadumo.post(NEW, form(elsewhere, action="publish", **online)).status_code == 302
    assert the_page().schedules.get().timezone == "Africa/Mogadishu"
