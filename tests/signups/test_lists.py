"""An organiser keeps the list of those who signed up."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from activities.models import ActivityPage
from activities.signups.models import Message, Presence, SignUp, Tally
from activities.signups.services import clock, erasure, signing_up
from activities.signups.states import Status
from activities.signups.tasks import mail as mail_job
from polku.record.models import AuditEntry
from tests.factories import activities, jobs, orgs, signups

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]


def signed_in(organisation) -> Client:
    client = Client()
    user = orgs.member(organisation, "editor", language="en")
    client.force_login(user)
    return client


@pytest.fixture
def café(house):
    return signups.activity(house, language="en", title="Café")


@pytest.fixture
def editor(house):
    return signed_in(house)


def list_of(activity) -> str:
    return f"/editor/sign-ups/{activity.translation_key}/"


def said(answer) -> str:
    return answer.content.decode()


def test_the_list_shows_who_comes_and_the_look_is_written_down(café, editor):
    signups.with_mail(café, name="Leyla")
    page = said(editor.get(list_of(café)))
    assert "Leyla" in page and "leyla@example.org" in page
    assert "1 of 10 places are taken." in page
    assert AuditEntry.objects.get(verb="sign_up.list").count == 1


def test_nobody_of_another_association_finds_the_list(café):
    made = signups.sign_up(café)
    stranger = signed_in(orgs.organisation(name="Other"))
    for path in ("", "file/", "message/", f"remove/{made.pk}/"):
        assert stranger.get(list_of(café) + path).status_code == 404
    assert stranger.post(f"{list_of(café)}remove/{made.pk}/").status_code == 404
    assert "Café" not in said(stranger.get("/editor/sign-ups/"))
    made.refresh_from_db()
    assert made.status == Status.CONFIRMED


def test_presence_is_marked_and_taken_back(café, editor):
    made, waits = signups.sign_up(café), signups.sign_up(café)
    SignUp.objects.filter(pk=waits.pk).update(status=Status.WAITING)
    sent = {f"mark-{made.pk}": "present", f"mark-{waits.pk}": "present"}
    editor.post(f"{list_of(café)}marks/", sent)
    assert Presence.objects.get().sign_up == made
    editor.post(f"{list_of(café)}marks/", {f"mark-{made.pk}": ""})
    assert not Presence.objects.exists()


def test_a_table_runs_no_formula(café, editor):
    signups.sign_up(café, name='=HYPERLINK("http://spam.example","x")')
    answer = editor.get(f"{list_of(café)}file/")
    sheet = load_workbook(BytesIO(answer.content)).active
    cell = sheet.cell(2, 1)
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://spam.example","x")')


def test_a_message_is_read_on_the_own_page_and_the_mail_says_nothing_of_it(café, editor):
    made = signups.with_mail(café, language="en")
    signups.sign_up(café)
    mail.outbox.clear()
    editor.post(f"{list_of(café)}message/", {"text": "We meet at the back door."})
    assert "back door" in said(Client().get(f"/en/sign-up/place/{made.code}/"))
    jobs.run_waiting(mail_job)
    assert [one.to for one in mail.outbox] == [["leyla@example.org"]] * 2
    assert all("back door" not in one.body for one in mail.outbox)


def test_who_comes_no_more_reads_no_later_message(café, editor):
    made = signups.sign_up(café, language="en")
    editor.post(f"{list_of(café)}message/", {"text": "We meet at the back door."})
    signing_up.cancel(sign_up_id=made.pk)
    editor.post(f"{list_of(café)}message/", {"text": "The code of the door is 1234."})
    page = said(Client().get(f"/en/sign-up/place/{made.code}/"))
    assert "back door" in page and "1234" not in page


def test_a_table_takes_signs_that_no_file_can_hold(café, editor):
    signups.sign_up(café, name="Ley\x0bla\x01")
    answer = editor.get(f"{list_of(café)}file/")
    assert load_workbook(BytesIO(answer.content)).active.cell(2, 1).value == "Leyla"


def test_a_place_that_is_taken_back_is_free_again(café, editor):
    made = signups.sign_up(café)
    assert signups.date_of(café).places_left == 9
    editor.post(f"{list_of(café)}remove/{made.pk}/")
    made.refresh_from_db()
    assert made.status == Status.REMOVED
    assert signups.date_of(café).places_left == 10


def test_people_are_told_once_that_their_date_is_cancelled(café):
    signups.with_mail(café, language="en")
    jobs.run_waiting(mail_job)
    mail.outbox.clear()
    page = ActivityPage.objects.get()
    page.date_changes = [activities.cancelled(signups.date_of(café).local_date)]
    for _time in range(2):
        page = activities.publish(page)
        jobs.run_waiting(mail_job)
    assert [one.subject for one in mail.outbox] == ["Cancelled: Café"]


def test_people_are_reminded_the_day_before_once(café):
    signups.with_mail(café, language="en")
    jobs.run_waiting(mail_job)
    mail.outbox.clear()
    date = signups.date_of(café)
    assert clock.remind(date.starts_at - timedelta(days=3)) == 0
    day_before = date.starts_at - timedelta(days=1)
    assert [clock.remind(day_before), clock.remind(day_before)] == [1, 0]
    jobs.run_waiting(mail_job)
    assert [one.subject for one in mail.outbox] == ["Tomorrow: Café"]


def test_everything_but_counts_is_deleted_thirty_days_after(café):
    date = signups.date_of(café)
    made = signups.sign_up(café, children=2)
    Presence.objects.create(sign_up=made, occurrence=date, mark="present")
    Message.objects.create(activity=café, text="Hello", sent_at=timezone.now())
    assert erasure.erase_old(date.ends_at + timedelta(days=29)) == 0
    assert erasure.erase_old(date.ends_at + timedelta(days=31)) == 1
    assert not SignUp.objects.exists() and not Message.objects.exists()
    tally = Tally.objects.get()
    assert (tally.sign_ups, tally.places, tally.children, tally.present) == (1, 3, 2, 1)
    assert tally.languages == {"fi": 1}
