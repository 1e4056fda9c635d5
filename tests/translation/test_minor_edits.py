"""Small changes: a box that is empty each time, and a mark that goes with what was published."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from polku.content.translation.models import MinorEdit
from polku.content.translation.states import State
from tests.activities.my_activities import again, association, edit, member, signed_in
from tests.factories import activities, content, orgs
from tests.translation.desk import Desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]
BOX = 'name="is_minor_edit"'
TICKED = {"is_minor_edit": "on"}


@pytest.fixture
def desk() -> Desk:
    """An activity in Finnish and Swedish."""
    content.site_tree()
    organisation = orgs.organisation()
    for language in ("fi", "sv"):
        content.organisation_page(organisation, language)
    desk = Desk(activities.page(organisation, summary="Chat in Finnish"))
    desk.translated("sv")
    return desk


def form(desk: Desk) -> str:
    return desk.client.get(
        reverse("wagtailadmin_pages:edit", args=[desk.page().pk])
    ).content.decode()


# The box in Wagtail's form


def test_the_box_is_empty_each_time(desk):
    assert BOX in form(desk)
    desk.write("Chat in Finnish!", **TICKED)
    assert BOX in form(desk)
    assert "checked" not in form(desk).partition(BOX)[2].partition(">")[0]
    desk.write("Sing in Finnish")
    assert desk.state() == State.OUTDATED


def test_nobody_is_asked_about_a_page_without_translations(desk):
    alone = Desk(activities.page(desk.page().get_parent().specific.organisation))
    assert BOX not in form(alone)


def test_nobody_is_asked_about_a_page_that_is_not_public(desk):
    desk.page().unpublish()
    assert BOX not in form(desk)


def test_other_kinds_of_pages_have_it_too():
    content.site_tree()
    desk = Desk(content.guide_page(title="Housing", summary="How one lives here"))
    desk.translated("sv")
    assert BOX in form(desk)
    desk.write("How one lives here!", **TICKED)
    assert desk.state() == State.UP_TO_DATE
    desk.write("How one may live here")
    assert desk.state() == State.OUTDATED


# The mark


def test_the_page_and_its_revisions_know_nothing_of_it(desk):
    desk.write("Chat in Finnish!", **TICKED)
    content = desk.page().latest_revision.content
    assert "minor" not in str(content)
    assert not MinorEdit.objects.exists()  # used once


def test_a_draft_that_saves_itself_does_not_set_it(desk):
    accepts = {"headers": {"accept": "application/json"}}
    page = desk.page()
    data = desk.form_of(page) | {"summary": "Sing in Finnish"} | TICKED
    answer = desk.post("wagtailadmin_pages:edit", page.pk, data=data, **accepts)
    assert answer.json()["success"]
    assert not MinorEdit.objects.exists()
    # Published from the list of pages, without a form.
    Revision.objects.get(pk=answer.json()["revision_id"]).publish()
    assert desk.state() == State.OUTDATED


def test_a_tick_in_an_earlier_turn_says_nothing_of_a_later_one(desk):
    """What waited for its hour is taken back and written anew."""
    tomorrow = f"{timezone.now() + timedelta(days=1):%Y-%m-%d %H:%M}"
    desk.write("Chat in Finnish!", go_live_at=tomorrow, **TICKED)
    waits = MinorEdit.objects.get().revision
    desk.post("wagtailadmin_pages:revisions_unschedule", desk.page().pk, waits.pk)
    desk.write("Sing in Finnish", go_live_at="")
    assert desk.state() == State.OUTDATED


def test_a_revision_that_is_written_over_loses_it(desk):
    page = desk.page()
    page.is_minor_edit = True
    revision = page.save_revision()
    assert MinorEdit.objects.get().revision == revision
    page.summary = "Sing in Finnish"
    page.save_revision(overwrite_revision=revision)
    assert not MinorEdit.objects.exists()


@pytest.mark.parametrize("ticked", [TICKED, {}])
def test_it_waits_with_the_revision_for_its_hour(desk, ticked):
    tomorrow = timezone.now() + timedelta(days=1)
    desk.write("Chat in Finnish!", go_live_at=f"{tomorrow:%Y-%m-%d %H:%M}", **ticked)
    assert desk.page().summary == "Chat in Finnish"
    hour_comes()
    assert desk.page().summary == "Chat in Finnish!"
    assert desk.state() == (State.UP_TO_DATE if ticked else State.OUTDATED)


def hour_comes() -> None:
    then = timezone.now() - timedelta(minutes=1)
    for revision in Revision.objects.filter(approved_go_live_at__isnull=False):
        revision.approved_go_live_at = then
        revision.content["go_live_at"] = then.isoformat()
        revision.save()
    call_command("publish_scheduled")


# The plain form


@pytest.fixture
def written() -> tuple[Client, Desk]:
    """An association whose activities somebody else approves, one of which is translated."""
    organisation = association(reviewed=True, language="fi")
    content.organisation_page(organisation, "sv")
    fadumo = signed_in(member(organisation, "editor"))
    return fadumo, Desk(activities.page(organisation, summary="Chat in Finnish"))


def test_the_plain_form_asks_only_about_what_is_public_and_translated(written):
    fadumo, desk = written
    assert BOX not in fadumo.get(edit(desk.page())).content.decode()
    desk.translated("sv")
    assert BOX in fadumo.get(edit(desk.page())).content.decode()
    desk.page().unpublish()
    assert BOX not in fadumo.get(edit(desk.page())).content.decode()


@pytest.mark.parametrize("ticked", [TICKED, {}])
def test_it_goes_through_review_with_the_revision(written, ticked):
    fadumo, desk = written
    desk.translated("sv")
    page = desk.page()
    sent = again(fadumo, page, summary="Chat in Finnish!", action="submit", **ticked)
    assert fadumo.post(edit(page), sent).status_code == 302
    assert desk.state() == State.UP_TO_DATE
    task = Page.objects.get(pk=page.pk).current_workflow_task_state
    desk.post("wagtailadmin_pages:workflow_action", page.pk, "approve", task.pk)
    assert desk.page().summary == "Chat in Finnish!"
    assert desk.state() == (State.UP_TO_DATE if ticked else State.OUTDATED)


def test_a_draft_in_the_plain_form_does_not_set_it(written):
    fadumo, desk = written
    desk.translated("sv")
    sent = again(fadumo, desk.page(), summary="Chat in Finnish!", **TICKED)
    assert fadumo.post(edit(desk.page()), sent).status_code == 302
    assert not MinorEdit.objects.exists()
