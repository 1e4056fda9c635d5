"""Forms of organisations: who fills one in knows what becomes of the answer, and so it is."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from wagtail_localize.models import TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from orgs.services import editing
from orgs.services.organisations import add_member
from polku.content.models import FormAnswer, FormPage, FormQuestion
from polku.content.services import answers
from polku.content.tasks import purge_answers, tell_of_answers
from polku.record import personal_data
from polku.record.models import AuditEntry
from tests.access.roles import add_second_factor, session_of
from tests.factories import content, orgs

pytestmark = pytest.mark.django_db
SECRET = "Quetzalcoatl"


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def association():
    return orgs.organisation(
        "association", "Birch Association", contact_email="office@birch.example", language="en"
    )


@pytest.fixture
def form(association):
    return content.form_page(association, retention_days=30, purpose="to plan the course")


def _text(answer) -> str:
    return answer.content.decode()


def _signed_in(organisation, role: str | None, **fields) -> Client:
    user = orgs.user(language="en", **fields)
    editing.set_up(organisation)
    if role:
        add_member(organisation=organisation, user=user, role=role)
    add_second_factor(user)
    client = Client()
    client.cookies["polku_session"] = session_of(user)
    return client


# Filling it in


def test_it_says_who_reads_the_answers_what_for_and_until_when(client, form):
    text = _text(client.get(form.url))
    assert "Birch Association" in text
    assert "to plan the course" in text
    assert "30" in text


def test_an_answer_is_kept_and_thanked_for(client, form):
    answer = client.post(form.url, {"name": SECRET, "message": "Hello"})
    assert (answer.status_code, answer.url) == (302, f"{form.url}?sent=1")
    # Loading the page of thanks again sends nothing.
    assert client.get(answer.url).status_code == 200
    kept = FormAnswer.objects.get()
    assert kept.form_data == {"name": SECRET, "message": "Hello"}
    assert kept.delete_on == timezone.localdate() + timedelta(days=30)
    assert kept.organisation == form.get_parent().specific.organisation


def test_what_is_stored_cannot_be_read_in_the_database(client, form):
    client.post(form.url, {"name": SECRET})
    with connection.cursor() as cursor:
        cursor.execute("SELECT form_data FROM content_formanswer")
        (stored,) = cursor.fetchone()
    assert SECRET not in stored


def test_nothing_typed_is_lost_when_something_is_missing(client, form):
    answer = client.post(form.url, {"name": "", "message": "A long story"})
    text = _text(answer)
    assert answer.status_code == 200
    assert "data-error-summary" in text
    assert 'href="#id_name"' in text
    assert 'aria-invalid="true"' in text
    assert "A long story" in text
    assert not FormAnswer.objects.exists()


def test_a_program_that_fills_in_everything_leaves_nothing_behind(client, form):
    answer = client.post(
        form.url, {"name": "Buy this", "address_of_your_website": "https://spam.example"}
    )
    assert answer.url == f"{form.url}?sent=1"
    assert not FormAnswer.objects.exists()


def test_people_do_not_meet_the_trap(client, form):
    pattern = r"<div[^>]*><label>[^<]*<input[^>]*address_of_your_website[^>]*>"
    trap = re.search(pattern, _text(client.get(form.url)))[0]
    assert 'aria-hidden="true"' in trap
    assert 'tabindex="-1"' in trap


def test_one_network_sends_only_so_many(client, form, settings):
    for number in range(20):
        assert client.post(form.url, {"name": f"Nr {number}"}).status_code == 302
    late = client.post(form.url, {"name": "Still here"})
    assert late.status_code == 429
    assert "Still here" in _text(late)
    assert FormAnswer.objects.count() == 20
    # Somebody at another address is not kept waiting, nor is another form.
    assert client.post(form.url, {"name": "x"}, REMOTE_ADDR="203.0.113.9").status_code == 302


def test_one_household_is_one_network_whatever_addresses_it_takes(client, form):
    def send(address: str) -> int:
        return client.post(form.url, {"name": "x"}, REMOTE_ADDR=address).status_code

    assert {send(f"2001:db8:1:2::{number:x}") for number in range(20)} == {302}
    assert send("2001:db8:1:2:ffff::1") == 429
    assert send("2001:db8:1:3::1") == 302
    assert send("::ffff:203.0.113.9") == send("::ffff:203.0.113.10") == 302


def test_addresses_are_not_remembered_in_clear(client, form):
    client.post(form.url, {"name": "x"}, REMOTE_ADDR="203.0.113.77")
    assert cache._cache
    remembered = " ".join([*cache._cache, *map(repr, cache._cache.values())])
    assert "203.0.113.77" not in remembered


def test_a_form_of_another_site_is_refused(form):
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.post(form.url, {"name": "x"}).status_code == 403
    page = stranger.get(form.url)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', _text(page))[1]
    sent = stranger.post(form.url, {"name": "x", "csrfmiddlewaretoken": token})
    assert sent.status_code == 302
    assert "no-store" in page.headers["Cache-Control"]


@pytest.mark.parametrize("verb", ["put", "patch", "delete"])
def test_other_verbs_are_refused(client, form, verb):
    assert getattr(client, verb)(form.url).status_code == 405


@pytest.mark.parametrize(
    ("question", "good", "bad"),
    [
        ({"field_type": "email"}, "a@example.org", "a at example"),
        ({"field_type": "number"}, "3", "three"),
        ({"field_type": "date"}, "2026-12-24", "soon"),
        ({"field_type": "radio", "choices": "Yes, please\nNo"}, "Yes, please", "Perhaps"),
        ({"field_type": "dropdown", "choices": "Yes\nNo"}, "No", ""),
        ({"field_type": "checkboxes", "choices": "Mon\nTue"}, ["Mon", "Tue"], ["Wed"]),
        ({"field_type": "checkbox"}, "on", ""),
        ({"field_type": "multiline"}, "long", "x" * 4001),
        ({"field_type": "singleline"}, "short", "x" * 256),
    ],
)
def test_each_kind_of_question_takes_what_it_asks_for(client, association, question, good, bad):
    page = content.form_page(association, [{"label": "Asked", **question}])
    assert client.get(page.url).status_code == 200
    assert client.post(page.url, {"asked": bad}).status_code == 200
    assert client.post(page.url, {"asked": good}).status_code == 302


# What the organisation is told


def test_the_mail_says_that_an_answer_waits_and_nothing_of_it(form):
    answers.receive(page=form, answers={"name": SECRET})
    assert tell_of_answers(page_id=form.pk) is True
    (sent,) = mail.outbox
    assert sent.to == ["office@birch.example"]
    assert form.title in sent.subject
    assert f"/cms/forms/submissions/{form.pk}/" in sent.body
    assert SECRET not in sent.subject + sent.body + str(sent.message())


def test_who_is_named_on_the_form_is_told(association):
    page = content.form_page(association, notify_email="course@birch.example")
    tell_of_answers(page_id=page.pk)
    assert mail.outbox[0].to == ["course@birch.example"]


def test_where_nobody_can_be_told_nothing_breaks():
    page = content.form_page(orgs.organisation())
    assert tell_of_answers(page_id=page.pk) is False
    assert tell_of_answers(page_id=0) is False
    assert mail.outbox == []


def test_the_job_carries_the_number_of_the_page_only(
    client, form, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(form.url, {"name": SECRET})
        client.post(form.url, {"name": SECRET})
    jobs = list(ProcrastinateJob.objects.filter(task_name="content.tell_of_answers"))
    # The second answer waits for the same mail.
    assert [job.args for job in jobs] == [{"page_id": form.pk}]


# Who reads


def test_writers_of_the_organisation_read_the_answers_and_it_is_noted(form, association):
    answers.receive(page=form, answers={"name": SECRET, "message": ""})
    for role in ("editor", "publisher"):
        reader = _signed_in(association, role)
        page = reader.get(f"/cms/forms/submissions/{form.pk}/")
        assert SECRET in _text(page), role
    noted = AuditEntry.objects.filter(verb="form_answer.list")
    assert [(entry.organisation_id, entry.count) for entry in noted] == [(association.pk, 1)] * 2


def test_taking_the_answers_out_is_noted(form, association):
    answers.receive(page=form, answers={"name": SECRET, "message": ""})
    reader = _signed_in(association, "editor")
    table = reader.get(f"/cms/forms/submissions/{form.pk}/?export=csv")
    assert SECRET.encode() in b"".join(table.streaming_content)
    assert AuditEntry.objects.get(verb="form_answer.export").count == 1


@pytest.mark.parametrize(
    ("answer", "cell"),
    [
        ('=HYPERLINK("http://evil.example")', """"'=HYPERLINK(""http://evil.example"")\""""),
        ("@SUM(1)", "'@SUM(1)"),
        ("-2+3", "'-2+3"),
        ("\t=1+1", "'\t'=1+1"),
        ("Hello;=1+1", "Hello;'=1+1"),
        ("+358 40 123 4567", "+358 40 123 4567"),
        ("-5", "-5"),
        ("me@example.org", "me@example.org"),
    ],
)
def test_what_a_stranger_writes_runs_no_formula_in_the_spreadsheet(form, association, answer, cell):
    answers.receive(page=form, answers={"name": answer, "message": ""})
    table = _signed_in(association, "editor").get(f"/cms/forms/submissions/{form.pk}/?export=csv")
    lines = b"".join(table.streaming_content).decode().splitlines()
    assert f",{cell}," in lines[1]


@pytest.mark.parametrize("whose", ["another's editor", "worker", "administrator"])
def test_nobody_else_finds_them(form, association, whose):
    answers.receive(page=form, answers={"name": SECRET})
    if whose == "another's editor":
        reader = _signed_in(orgs.organisation(), "editor")
    elif whose == "worker":
        reader = _signed_in(association, "worker")
    else:
        reader = _signed_in(association, None, is_superuser=True, is_staff=True)
    place = f"/cms/forms/submissions/{form.pk}/"
    for address in (place, f"{place}results/", f"{place}?export=csv", f"{place}delete/"):
        assert reader.get(address).status_code == 404, address
    kept = FormAnswer.objects.get()
    assert reader.post(f"{place}delete/?selected-submissions={kept.pk}").status_code == 404
    assert form.title not in _text(reader.get("/cms/forms/"))
    assert FormAnswer.objects.exists()
    assert not AuditEntry.objects.filter(verb="form_answer.list").exists()


def test_a_writer_deletes_answers_and_it_is_noted(form, association):
    kept = answers.receive(page=form, answers={"name": SECRET})
    reader = _signed_in(association, "editor")
    reader.post(f"/cms/forms/submissions/{form.pk}/delete/?selected-submissions={kept.pk}")
    assert not FormAnswer.objects.exists()
    assert AuditEntry.objects.get(verb="form_answer.delete").count == 1


def test_answers_do_not_go_along_to_another_organisation(form, association):
    answers.receive(page=form, answers={"name": SECRET})
    other = orgs.organisation()
    form.move(content.organisation_page(other), pos="last-child")
    reader = _signed_in(other, "editor")
    page = reader.get(f"/cms/forms/submissions/{form.pk}/")
    assert page.status_code == 200
    assert SECRET not in _text(page)


# How long they are kept


def test_answers_are_deleted_on_the_day_that_was_promised(form):
    old = answers.receive(page=form, answers={"name": "old"})
    new = answers.receive(page=form, answers={"name": "new"})
    FormAnswer.objects.filter(pk=old.pk).update(delete_on=timezone.localdate())
    assert purge_answers(timestamp=0) == 1
    assert list(FormAnswer.objects.all()) == [new]
    assert AuditEntry.objects.get(verb="form_answer.purge").count == 1


def test_a_longer_time_holds_for_later_answers_only(form):
    early = answers.receive(page=form, answers={"name": "early"})
    form.retention_days = 400
    form.save_revision().publish()
    late = answers.receive(page=FormPage.objects.get(pk=form.pk), answers={"name": "late"})
    early.refresh_from_db()
    assert (late.delete_on - early.delete_on).days == 370


@pytest.mark.parametrize("days", [0, 731])
def test_answers_are_not_kept_for_ever(form, days):
    form.retention_days = days
    with pytest.raises(Exception) as raised:
        form.full_clean()
    assert set(raised.value.message_dict) == {"retention_days"}


def test_an_answer_can_be_copied_and_erased_for_who_asks(form):
    kept = answers.receive(page=form, answers={"name": SECRET})
    copied = personal_data.copy("form_answer", kept.pk)["content.FormAnswer"]
    assert [row["name"] for row in copied] == [SECRET]
    assert personal_data.erase("form_answer", kept.pk) == {"content.FormAnswer": 1}
    assert not FormAnswer.objects.exists()


# In other languages


def test_questions_are_translated_and_their_names_are_not(form):
    words = {
        segment.string.data
        for segment in extract_segments(form)
        if isinstance(segment, StringSegmentValue)
    }
    assert {"Name", "Message", "Ask us.", "to plan the course"} <= words
    assert "name" not in words


def test_answers_in_all_languages_stand_in_one_list(
    client, form, association, django_capture_on_commit_callbacks
):
    content.site_tree(["fi", "sv"])
    content.organisation_page(association, "sv")
    swedish = content.locale("sv")
    source, _made = TranslationSource.get_or_create_from_instance(form)
    with django_capture_on_commit_callbacks(execute=True):
        source.create_or_update_translation(swedish, fallback=True)
    translated = FormPage.objects.get(translation_key=form.translation_key, locale=swedish)
    translated.save_revision().publish()
    assert [field.clean_name for field in translated.form_fields.all()] == ["name", "message"]
    assert FormQuestion.objects.filter(locale=swedish).count() == 2
    client.post(form.url, {"name": "In Finnish"})
    client.post(translated.url, {"name": "In Swedish"})
    reader = _signed_in(association, "editor")
    text = _text(reader.get(f"/cms/forms/submissions/{form.pk}/"))
    assert "In Finnish" in text
    assert "In Swedish" in text


def test_the_form_can_be_made_behind_the_editors_door(association):
    """As an editor makes it: questions by the form builder, nobody asks for a slug."""
    parent = content.organisation_page(association)
    editor = _signed_in(association, "publisher")
    address = f"/cms/pages/add/content/formpage/{parent.pk}/"
    shown = _text(editor.get(address))
    assert 'name="slug"' not in shown
    editor.post(
        address,
        {
            "title": "Join us",
            "intro": "Write to us.",
            "body-count": "0",
            "purpose": "to call you",
            "thanks": "",
            "retention_days": "14",
            "notify_email": "",
            "form_fields-TOTAL_FORMS": "1",
            "form_fields-INITIAL_FORMS": "0",
            "form_fields-MIN_NUM_FORMS": "1",
            "form_fields-MAX_NUM_FORMS": "1000",
            "form_fields-0-label": "Your name",
            "form_fields-0-field_type": "singleline",
            "form_fields-0-required": "on",
            "form_fields-0-choices": "",
            "form_fields-0-help_text": "",
            "form_fields-0-ORDER": "1",
            "form_fields-0-id": "",
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
            "action-publish": "1",
        },
    )
    made = FormPage.objects.get(title="Join us")
    assert (made.live, made.slug) == (True, "join-us")
    assert [field.clean_name for field in made.form_fields.all()] == ["your_name"]
