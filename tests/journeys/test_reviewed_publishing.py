"""A new association as one story over HTTP: a site editor founds it and invites its volunteer, who
writes in their own language; what they write is sent back, mended, approved, and seen in public."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from activities.models import ActivityPage
from orgs.tasks import mail_of_review
from polku.base.publication import State, state_of
from polku.record import outbox
from tests.factories import content, jobs, orgs

COMMENT = "Kerro vielä, mistä ovesta tullaan sisään."


@pytest.fixture
def site_editor(db, without_second_factor) -> Client:
    """How the second factor is set up and what it opens: tests/orgs/test_invitation.py."""
    content.site_tree(["fi", "en", "ar"])
    client = Client()
    client.force_login(orgs.site_editor(language="en", email="site@example.org"))
    return client


def test_from_founding_to_the_public_list(site_editor):
    found(site_editor)
    volunteer = come_in(invite(site_editor))
    page = write(volunteer)
    assert state_of(page) == State.PENDING
    assert "Kielikahvila" not in public_list()
    (told,) = sent_to("site@example.org")
    assert told.subject == "Waits for your approval: Kielikahvila"
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in told.body

    decide(site_editor, page, "reject", COMMENT)
    assert state_of(page) == State.PRIVATE
    (told,) = sent_to("rima@example.org")
    assert COMMENT in told.body
    assert page.plain_address() in told.body
    assert COMMENT in volunteer.get(page.plain_address()).content.decode()

    mend(volunteer, page)
    assert state_of(page) == State.PENDING
    (told,) = sent_to("site@example.org")
    decide(site_editor, page, "approve")
    page.refresh_from_db()
    assert state_of(page) == State.PUBLISHED
    (told,) = sent_to("rima@example.org")
    assert page.full_url in told.body
    assert "Kielikahvila" in public_list()
    assert "Ovi pihan puolella" in Client().get(page.url).content.decode()


def test_mails_come_in_the_language_of_who_reads_them(site_editor):
    found(site_editor)
    volunteer = come_in(invite(site_editor))
    user = volunteer.get("/editor/", follow=True).wsgi_request.user
    page = write(volunteer)
    for language in ("fi", "sv", "en", "ar", "so"):
        user.language = language
        user.save()
        mail.outbox = []
        decide(site_editor, page, "reject", COMMENT)
        (told,) = sent_to("rima@example.org")
        assert COMMENT in told.body
        assert told.subject.endswith("Kielikahvila")
        if language == "en":
            assert told.subject == "Sent back to you: Kielikahvila"
        mend(volunteer, page)


def test_a_mail_that_fails_undoes_nothing_and_is_sent_again(site_editor, settings):
    found(site_editor)
    volunteer = come_in(invite(site_editor))
    memory = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert state_of(write(volunteer)) == State.PENDING
    (job,) = jobs.waiting(mail_of_review)
    with pytest.raises(OSError) as fault:
        mail_of_review(**job.task_kwargs)
    assert mail_of_review.get_retry_exception(fault.value, job) is not None
    settings.EMAIL_BACKEND = memory
    (told,) = sent_to("site@example.org")
    assert told.subject == "Waits for your approval: Kielikahvila"


def test_a_mail_that_comes_too_late_is_not_sent(site_editor):
    found(site_editor)
    volunteer = come_in(invite(site_editor))
    page = write(volunteer)
    decide(site_editor, page, "approve")
    assert sent_to("site@example.org") == []


def test_jobs_know_numbers_only(site_editor):
    found(site_editor)
    page = write(come_in(invite(site_editor)))
    decide(site_editor, page, "reject", COMMENT)
    told = [job.task_kwargs for job in jobs.waiting(mail_of_review)]
    assert [one.pop("notice") for one in told] == ["submitted", "rejected"]
    assert all(isinstance(value, int) for one in told for value in one.values())


def found(site_editor: Client) -> None:
    form = {
        "name": "Jasmiini",
        "slug": "jasmiini",
        "kind": "immigrant_association",
        "language": "fi",
        "publishing": "reviewed",
        "where": "Tampere",
    }
    answer = site_editor.post("/cms/organisations/new/", form)
    assert answer.status_code == 302, answer.context["form"].errors


def invite(site_editor: Client) -> str:
    place = Page.objects.get(title="Jasmiini").specific.organisation.pk
    form = {"email": "rima@example.org", "roles": ["editor"], "language": "ar"}
    assert site_editor.post(f"/cms/organisations/{place}/invite/", form).status_code == 302
    outbox.deliver_waiting()
    (invitation,) = sent_to("rima@example.org")
    return re.search(r"/account/invitation/\S+/", invitation.body)[0]


def come_in(link: str) -> Client:
    volunteer = Client()
    assert 'dir="rtl"' in volunteer.get(link, follow=True).content.decode()
    password = "kuusi vihreää saapasta"
    form = {
        "first_name": "Rima",
        "last_name": "Sarraj",
        "language": "ar",
        "password": password,
        "again": password,
    }
    assert volunteer.post("/account/invitation/", form).url == "/editor/"
    return volunteer


def write(volunteer: Client) -> ActivityPage:
    parent = Page.objects.get(title="Jasmiini")
    address = reverse("wagtailadmin_pages:add", args=["activities", "activitypage", parent.pk])
    answer = volunteer.post(address, _draft("Jutellaan suomeksi."))
    assert answer.status_code == 302, answer.context["form"].errors
    return ActivityPage.objects.get(slug="kielikahvila")


def mend(volunteer: Client, page: ActivityPage) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = volunteer.post(address, _draft("Ovi pihan puolella."))
    assert answer.status_code == 302, answer.context["form"].errors


def decide(site_editor: Client, page: ActivityPage, verb: str, comment: str = "") -> None:
    task = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, verb, task.pk])
    assert site_editor.post(address, {"comment": comment}).status_code in (200, 302)


def public_list() -> str:
    return Client().get("/fi/activities/").content.decode()


def sent_to(address: str) -> list:
    """What came since the last time somebody looked."""
    jobs.run_waiting(mail_of_review)
    sent = [one for one in mail.outbox if one.to == [address]]
    mail.outbox = []
    return sent


def _draft(summary: str) -> dict:
    day = timezone.localdate() + timedelta(days=7)
    times = {
        "first_date": day.isoformat(),
        "starts": "17:00",
        "ends": "19:00",
        "repeats": "weekly",
        "rrule": "",
        "until": "",
        "excluded_dates": "",
        "extra_dates": "",
    }
    return nested_form_data(
        {
            "title": "Kielikahvila",
            "slug": "kielikahvila",
            "summary": summary,
            "body": streamfield([]),
            "kind": "activity",
            "attendance": "in_person",
            "themes": ("language",),
            "audiences": (),
            "languages": ("fi", "ar"),
            "municipality": str(orgs.area("837").pk),
            "venue": "Jasmiinitalo",
            "price_cents": "0",
            "schedules": inline_formset([times]),
            "date_changes": inline_formset([]),
            "comments": inline_formset([]),
            "action-submit": "yes",
        }
    )
