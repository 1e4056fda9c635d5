"""A reader says that something on a page is wrong."""

import time

import pytest
from django.core import mail
from django.test import Client

from polku.base.public_forms import TRAP, new_ticket
from polku.record.models import AuditEntry
from tests.factories import content, orgs

pytestmark = pytest.mark.django_db


def address(page, language: str = "fi") -> str:
    return f"/{language}/mistake/{page.translation_key}/"


def send(page, language: str = "fi", **fields):
    ticket = new_ticket(time.time() - 30)
    form = {"about": "time", "text": "It begins at 18.", "ticket": ticket} | fields
    return Client().post(address(page, language), form)


def said(answer) -> str:
    return answer.content.decode()


def test_every_page_of_an_activity_leads_to_the_form(aamu):
    html = said(Client().get(aamu.activity.url))
    assert address(aamu.activity) in html
    form = Client().get(address(aamu.activity))
    assert "Aamukerho" in said(form)
    assert "no-store" in form.headers["Cache-Control"]


def test_a_report_goes_to_the_address_of_the_organisation_in_its_language(aamu):
    answer = send(aamu.activity, "sv")
    assert answer.url == f"{address(aamu.activity, 'sv')}?sent=1"
    assert Client().get(answer.url).status_code == 200
    [sent] = mail.outbox
    assert sent.to == ["aamu@example.org"]
    assert "It begins at 18." in sent.body
    assert "/sv/aamu/klubb/" in sent.body
    assert AuditEntry.objects.filter(verb="page.mistake_reported").count() == 1


def test_where_an_organisation_has_no_address_its_editors_hear_of_it(ilta):
    send(ilta.activity)
    assert [sent.to for sent in mail.outbox] == [[ilta.publisher.email]]


def test_a_page_of_the_site_itself_is_looked_after_by_its_editors(aamu):
    administrator = orgs.user(is_superuser=True)
    send(content.guide_page("fi"))
    assert [sent.to for sent in mail.outbox] == [[administrator.email]]


@pytest.mark.parametrize(
    "fields",
    [
        lambda: {TRAP: "https://spam.example/"},
        lambda: {"ticket": ""},
        lambda: {"ticket": new_ticket()},
        lambda: {"about": "everything"},
        lambda: {"text": "x" * 1001},
    ],
    ids=["trap", "no ticket", "too quick", "no subject", "too long"],
)
def test_what_no_person_sends_is_not_sent_on_but_nothing_typed_is_lost(aamu, fields):
    answer = send(aamu.activity, **{"text": "It begins at 18."} | fields())
    assert answer.status_code == 200
    assert mail.outbox == []
    assert "It begins at 18." in said(answer) or "xxx" in said(answer)


def test_one_network_cannot_flood_an_organisation(aamu, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"mistake_report": "2/h/key"}
    pages = [aamu.activity, aamu.activity, content.guide_page("fi")]
    assert [send(page).status_code for page in pages] == [302, 302, 429]
    assert len(mail.outbox) == 2


def test_where_mail_cannot_be_sent_the_reader_is_told(aamu, monkeypatch):
    def away(*args, **options):
        raise ConnectionRefusedError

    monkeypatch.setattr("polku.content.upkeep.services.mistakes.send_mail", away)
    answer = send(aamu.activity)
    assert answer.status_code == 503
    assert "It begins at 18." in said(answer)
    assert not AuditEntry.objects.filter(verb="page.mistake_reported").exists()


def test_what_is_not_public_has_no_form(aamu):
    aamu.swedish.unpublish()
    aamu.activity.unpublish()
    assert Client().get(address(aamu.activity)).status_code == 404
    assert send(aamu.activity).status_code == 404
