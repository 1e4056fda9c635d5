"""My activities: review, ending, and a session that ends while somebody writes."""

import pytest
from django.utils import timezone
from wagtail.models import Comment, CommentReply, WorkflowState

from activities.models import Activity, ActivityPage
from orgs.services import organisations
from polku.content.upkeep.models import Review
from polku.content.upkeep.services import reviews
from tests.activities.my_activities import (
    LIST,
    NEW,
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


# Review


def test_in_a_reviewed_association_an_editor_of_the_site_reads_first(client):
    reviewed = association("Aamu", reviewed=True)
    editor = signed_in(member(reviewed, "editor"))
    answer = editor.get(NEW)
    assert (answer.context["may_publish"], answer.context["may_submit"]) == (False, True)
    editor.post(NEW, form(action="submit"))
    page = the_page()
    assert not page.live
    assert page.workflow_in_progress
    assert "waiting for approval" in said(editor.get(LIST))
    # while it is read nobody changes it
    answer = editor.get(edit(page))
    assert "It is being read" in said(answer)
    # sent back with a comment
    boss = orgs.user(is_superuser=True, language="en")
    page.current_workflow_task_state.reject(user=boss, comment="Which bus goes there?")
    assert "sent back" in said(editor.get(LIST))
    answer = editor.get(edit(page))
    assert "Which bus goes there?" in said(answer)
    editor.post(edit(page), again(editor, page, directions="Bus 5", action="submit"))
    page = the_page()
    assert page.workflow_in_progress
    page.current_workflow_task_state.approve(user=boss)
    assert the_page().live
    assert activities.of(page).status == "published"


def test_publishing_without_the_right_publishes_nothing_and_loses_nothing():
    editor = signed_in(member(association("Aamu", reviewed=True), "editor"))
    answer = editor.post(NEW, form(action="publish"))
    assert "" in errors(answer)
    assert answer.context["form"]["title"].value() == "Language café"
    assert not Activity.objects.exists()


def test_an_activity_is_taken_back_from_review():
    editor = signed_in(member(association("Aamu", reviewed=True), "editor"))
    editor.post(NEW, form(action="submit"))
    page = the_page()
    assert editor.post(edit(page, "withdraw")).headers["Location"] == edit(page)
    assert not the_page().workflow_in_progress
    assert WorkflowState.objects.get().status == "cancelled"
    assert editor.post(edit(page, "withdraw")).status_code == 404


def test_what_was_typed_while_it_went_to_review_is_there_after_taking_it_back():
    aamu = association("Aamu", reviewed=True)
    one, two = signed_in(member(aamu, "editor")), signed_in(member(aamu, "editor"))
    one.post(NEW, form())
    page = the_page()
    typed = again(one, page, venue="Town hall")
    two.post(edit(page), again(two, page, action="submit"))
    assert one.post(edit(page), typed).status_code == 302
    one.post(edit(page, "withdraw"))
    answer = one.get(edit(page))
    assert answer.context["was_kept"]
    assert answer.context["form"]["venue"].value() == "Town hall"


def test_comments_on_single_parts_stand_in_the_form_until_they_are_mended(fadumo):
    fadumo.post(NEW, form())
    page = the_page()
    boss = orgs.user(language="en", first_name="Site", last_name="Editor")
    places = {"title": "Too long", "body.3f6c.value": "Which bus?", "schedules": "Every week?"}
    for place, text in places.items():
        Comment.objects.create(page=page, user=boss, contentpath=place, text=text)
    CommentReply.objects.create(comment=Comment.objects.first(), user=boss, text="Shorter, please")
    answer = fadumo.get(edit(page))
    fields = [one["field"] and one["field"].name for one in answer.context["comments"]]
    assert fields == ["title", "text", None]
    for text in (*places.values(), "Shorter, please", "Site Editor"):
        assert text in said(answer)
    first, *others = Comment.objects.order_by("pk")
    fadumo.post(edit(page), again(fadumo, page, mended=str(first.pk), title=""))
    assert not Comment.objects.filter(resolved_at__isnull=False).exists()
    fadumo.post(edit(page), again(fadumo, page, mended=str(first.pk), title="Café"))
    assert Comment.objects.get(resolved_at__isnull=False) == first
    answer = fadumo.get(edit(page))
    assert [one["pk"] for one in answer.context["comments"]] == [one.pk for one in others]
    fadumo.post(edit(page), again(fadumo, page, action="publish"))
    assert Comment.objects.filter(resolved_at__isnull=True).count() == 2


def test_comments_on_pages_of_others_are_not_closed(fadumo):
    fadumo.post(NEW, form())
    page = the_page()
    other = activities.page(orgs.organisation(name="Vieras"), language="fi")
    theirs = Comment.objects.create(
        page=other, user=orgs.user(), contentpath="title", text="Not yours"
    )
    fadumo.post(edit(page), again(fadumo, page, mended=str(theirs.pk)))
    theirs.refresh_from_db()
    assert theirs.resolved_at is None


# Ending


def test_an_activity_ends_after_one_question(fadumo, client):
    fadumo.post(NEW, form(action="publish"))
    page = the_page()
    assert "Has it ended?" in said(fadumo.get(edit(page, "end")))
    assert the_page().live
    assert fadumo.post(edit(page, "end")).status_code == 302
    assert not the_page().live
    assert activities.of(page).status == "archived"
    assert fadumo.get(edit(page, "end")).status_code == 404
    fadumo.post(edit(page), again(fadumo, page, action="publish"))
    assert activities.of(page).status == "published"


def test_ending_publishes_no_draft(fadumo):
    fadumo.post(NEW, form(venue="Library", action="publish"))
    page = the_page()
    fadumo.post(edit(page), again(fadumo, page, venue="Town hall"))
    fadumo.post(edit(page, "end"))
    assert activities.of(page).venue == "Library"
    assert fadumo.get(edit(page)).context["form"]["venue"].value() == "Town hall"


def test_a_reviewed_association_ends_its_own_activity():
    aamu = association("Aamu", reviewed=True)
    page = activities.page(aamu, language="so")
    editor = signed_in(member(aamu, "editor"))
    assert editor.post(edit(page, "end")).status_code == 302
    assert not the_page().live


# The session


def test_what_was_typed_when_the_session_ended_is_there_after_signing_in(fadumo, hooyo, client):
    user = member(hooyo)
    browser = signed_in(user)
    browser.post(NEW, form())
    page = the_page()
    typed = again(browser, page, venue="Town hall")
    browser.logout()
    answer = browser.post(edit(page), typed)
    assert answer.headers["Location"].startswith("/account/login/?next=/editor/activities/")
    browser.force_login(user)
    answer = browser.get(edit(page))
    assert answer.context["was_kept"]
    assert answer.context["form"]["venue"].value() == "Town hall"
    assert the_page().venue == ""
    assert not browser.get(edit(page)).context["was_kept"]


def test_nobody_else_gets_what_was_typed(hooyo):
    one, two = member(hooyo), member(hooyo)
    browser = signed_in(one)
    browser.post(NEW, form())
    page = the_page()
    typed = again(browser, page, venue="Town hall")
    browser.logout()
    browser.post(edit(page), typed)
    browser.force_login(two)
    assert not browser.get(edit(page)).context["was_kept"]


# Copying, deleting, the question whether all is right


def test_an_activity_is_copied_for_the_next_season(fadumo):
    fadumo.post(NEW, form(time_of(repeats="weekly"), action="publish"))
    old = the_page()
    answer = fadumo.post(edit(old, "copy"), {"first_date": "2097-10-02"})
    copy = ActivityPage.objects.exclude(pk=old.pk).get()
    assert answer.headers["Location"] == edit(copy)
    assert not copy.live
    assert str(copy.schedules.get().first_date) == "2097-10-02"
    assert fadumo.post(edit(old, "copy"), {"first_date": "2001-01-01"}).status_code == 200


def test_a_deleted_activity_is_taken_back_with_its_facts(fadumo, hooyo):
    fadumo.post(NEW, form(action="publish"))
    page = the_page()
    assert "Delete it?" in said(fadumo.get(edit(page, "delete")))
    assert fadumo.post(edit(page, "delete")).headers["Location"] == LIST
    assert activities.of(page).status == "archived"
    assert fadumo.get(edit(page)).status_code == 404
    [deleted] = fadumo.get(LIST).context["deleted"]
    stranger = signed_in(member(association("Vieras", language="fi")))
    assert stranger.post(deleted["restore_url"]).status_code == 404
    fadumo.post(deleted["restore_url"])
    assert activities.of(page).status == "published"
    assert fadumo.get(LIST).context["deleted"] == []
    assert fadumo.post(deleted["restore_url"]).status_code == 404


def test_what_a_reviewed_association_has_published_is_ended_before_it_is_deleted():
    aamu = association("Aamu", reviewed=True)
    page = activities.page(aamu, language="so")
    editor = signed_in(member(aamu, "editor"))
    assert editor.post(edit(page, "delete")).status_code == 404
    editor.post(edit(page, "end"))
    assert editor.post(edit(page, "delete")).status_code == 302


def test_all_is_still_right_moves_the_date_on(fadumo, hooyo):
    page = activities.page(hooyo, language="so")
    reviews.check(None, page)
    Review.objects.update(due_on=timezone.localdate())
    assert "All is still right" in said(fadumo.get(LIST))
    fadumo.post(edit(page, "right"))
    assert Review.objects.get().due_on > timezone.localdate()
    assert "All is still right" not in said(fadumo.get(LIST))


def test_a_link_of_a_mail_leads_to_the_right_organisation(hooyo):
    user = member(hooyo)
    other = association("Zzz", language="fi")
    organisations.add_member(organisation=other, user=user, role="publisher")
    page = activities.page(other, language="fi", title="Kahvila")
    client = signed_in(user)
    assert client.get(LIST).context["actor"].organisation == hooyo
    answer = client.get(edit(page), follow=True)
    assert answer.context["actor"].organisation == other
    assert "Kahvila" in said(answer)
