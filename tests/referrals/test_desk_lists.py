"""The workspace's lists and clients, and what each role finds there."""

import csv
import io

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from orgs.models import Role
from polku.record import outbox
from polku.record.models import AuditEntry
from tests.factories import orgs
from tests.factories.referrals import (
    IN_STATE,
    Sides,
    accepted,
    activity,
    client,
    completed,
    declined,
    identity_code,
    sent,
)
from tests.referrals.desk_pages import get, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def sides() -> Sides:
    return Sides()


def test_lists_are_narrowed_by_state_and_words(sides, browser):
    first = sent(sides)
    other = Sides(
        sides.sender, sides.receiver, activity(sides.receiver.organisation, "Homework club")
    )
    second = declined(other)
    own_name = other.case.person.family_name
    for actor, name in ((sides.sender, "outbox"), (sides.receiver, "inbox")):
        page = browser(actor)

        def numbers(page=page, name=name, **query):
            response = page.get(reverse(f"desk:{name}"), query)
            return [row.number for row in response.context["rows"]]

        assert numbers() == [second.number, first.number]
        assert numbers(state="requested") == [first.number]
        assert numbers(q="homework") == [second.number]
        assert numbers(q=first.number) == [first.number]
        assert numbers(q=str(first.pk)) == [first.number]
        assert numbers(q="nothing like it") == []
        assert numbers(state="no such state") == [second.number, first.number]
        # Only the sender knows the client by name: the receiver has accepted nobody.
        assert numbers(q=own_name) == ([second.number] if name == "outbox" else [])


def test_the_receiver_finds_its_own_client_after_acceptance(sides, browser):
    referral = accepted(sides, shared_fields=["name", "purpose"])
    response = browser(sides.receiver).get(
        reverse("desk:inbox"), {"q": sides.case.person.family_name}
    )
    assert [row.number for row in response.context["rows"]] == [referral.number]


def test_the_list_as_a_file_is_what_the_list_shows(sides, browser):
    sides.activity.texts.update(title="=1+1")
    referral = accepted(sides, shared_fields=["name", "purpose"])
    response = browser(sides.receiver).get(reverse("desk:inbox_export"))
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert rows[1] == [
        referral.number,
        "Accepted",
        "accepted",
        "'=1+1",
        sides.sender.organisation.name,
        sides.case.person.name,
        timezone.localdate().isoformat(),
        "",
    ]
    assert len(rows) == 2


@pytest.mark.parametrize("name", ["inbox", "outbox", "client_list"])
def test_the_number_of_queries_does_not_grow_with_the_list(
    sides, browser, name, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    page = browser(sides.receiver if name == "inbox" else sides.sender)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            get(page, name)
        return len(captured)

    accepted(sides)
    queries()
    few = queries()
    for _time in range(6):
        accepted(sides.another_client())
    assert queries() == few
    assert few <= 30


def test_clients_are_found_by_name_and_identity_code(sides, browser):
    code = identity_code()
    client(sides.sender, given_name="Layla", family_name="Haddad", identity_code=code)
    authority = browser(sides.sender)
    for words in ("haddad", "Layla Had", code, code.lower()):
        rows = authority.get(reverse("desk:client_list"), {"q": words}).context["rows"]
        assert [row.name for row in rows] == ["Layla Haddad"], words
    assert authority.get(reverse("desk:client_list"), {"q": "Nobody"}).context["rows"] == []


def test_a_second_client_with_the_same_identity_code_is_refused(sides, browser):
    code = identity_code()
    client(sides.sender, identity_code=code)
    response = post(
        browser(sides.sender), "client_new", given_name="Second", identity_code=code.lower()
    )
    page = response.content.decode()
    assert "already has a client with this personal identity code" in page
    assert "Second" in page
    # Another organisation may know the same person, and learns nothing of this one.
    response = post(browser(sides.receiver), "client_new", given_name="Second", identity_code=code)
    assert response.status_code == 302


def test_a_wrong_identity_code_is_explained(sides, browser):
    response = post(
        browser(sides.sender), "client_new", given_name="Amina", identity_code="010190-999X"
    )
    assert "This is no personal identity code." in response.content.decode()


def test_details_are_changed_and_notes_written(sides, browser):
    authority, person = browser(sides.sender), sides.case.person
    response = post(authority, "client_edit", person.key, given_name="Zahra", family_name="Amiri")
    assert response.url == reverse("desk:client_detail", args=[person.key])
    post(authority, "client_notes", person.key, text="Likes mornings.")
    page = get(authority, "client_detail", person.key)
    assert "Zahra Amiri" in page
    assert "Likes mornings." in page
    assert "Likes mornings." not in get(browser(sides.receiver), "inbox")
    assert (
        "This field is required."
        in post(authority, "client_notes", person.key, text="").content.decode()
    )


def test_non_disclosure_hides_address_and_municipality_everywhere(sides, browser):
    person = client(
        sides.sender,
        given_name="Hidden",
        address="Secret street 1",
        municipality=orgs.area("837", name="Tampere"),
        non_disclosure=True,
    ).person
    authority = browser(sides.sender)
    for name in ("client_detail", "client_edit"):
        page = get(authority, name, person.key)
        assert "Secret street" not in page
        assert 'name="address"' not in page
    assert "Hidden: non-disclosure for personal safety" in get(
        authority, "client_detail", person.key
    )
    post(authority, "client_edit", person.key, given_name="Hidden", non_disclosure="on")
    person.refresh_from_db()
    assert person.address == "Secret street 1"
    chosen = (person.key, sides.activity.translation_key)
    assert 'value="address"' not in get(authority, "referral_new", *chosen)


def test_reads_are_recorded_without_words(sides, browser):
    referral = accepted(sides)
    AuditEntry.objects.all()
    authority = browser(sides.sender)
    before = AuditEntry.objects.count()
    get(authority, "referral_detail", referral.key)
    get(authority, "client_detail", sides.case.person.key)
    get(authority, "outbox")
    get(authority, "outbox", q="homework")
    get(authority, "client_list")
    get(authority, "client_list", q=sides.case.person.family_name)
    authority.get(reverse("desk:outbox_export"))
    entries = AuditEntry.objects.order_by("pk")[before:]
    assert [(e.verb, e.subject_id, e.count) for e in entries] == [
        ("referral.read", referral.pk, None),
        ("client.read", sides.case.person.pk, None),
        ("referral.list", None, 1),
        ("referral.search", None, 0),
        ("client.list", None, 1),
        ("client.search", None, 1),
        ("referral.export", None, 1),
    ]
    assert {(e.user_id, e.organisation_id) for e in entries} == {
        (sides.sender.user.pk, sides.sender.organisation.pk)
    }


@pytest.mark.parametrize(
    ("roles", "pages"),
    [
        (["worker"], ["inbox", "outbox", "client_list"]),
        (["manager"], ["inbox", "outbox", "client_list", "statistics"]),
        (["coordinator"], ["statistics"]),
        (["auditor"], []),
        (["editor"], []),
        (["editor", "worker"], ["inbox", "outbox", "client_list"]),
    ],
)
def test_each_role_has_its_pages(sides, browser, roles, pages):
    page = browser(orgs.actor(sides.receiver.organisation, *roles, language="en"))
    for name in ("inbox", "outbox", "client_list", "client_new", "statistics"):
        allowed = name in pages or (name == "client_new" and "client_list" in pages)
        get(page, name, status=200 if allowed else 404)
    first = page.get(reverse("desk:front"))
    if pages:
        assert first.url == reverse(f"desk:{pages[0]}")
        offered = page.get(first.url).context["desk_navigation"]
        assert [entry["name"] for entry in offered] == [f"desk:{name}" for name in pages]
    else:
        assert first.url == reverse("desk:switch_organisation")
        said = page.get(first.url).content.decode()
        assert "Your role here opens nothing in the workspace" in said
        assert (reverse("editor:front") in said) == ("editor" in roles)


def test_an_account_without_membership_is_told_what_to_do(browser, client):
    client.force_login(orgs.user(language="en"))
    response = client.get(reverse("desk:front"), follow=True)
    assert "You belong to no organisation yet" in response.content.decode()
    assert client.get(reverse("desk:inbox")).status_code == 404


def test_one_acts_for_the_organisation_that_one_chose(sides, browser):
    from orgs.services.organisations import add_member

    add_member(organisation=sides.receiver.organisation, user=sides.sender.user, role=Role.WORKER)
    referral = sent(sides)
    page = browser(sides.sender)
    page.post(
        reverse("desk:switch_organisation"), {"organisation": str(sides.receiver.organisation.key)}
    )
    rows = page.get(reverse("desk:inbox")).context["rows"]
    assert [row.number for row in rows] == [referral.number]
    stranger = orgs.organisation()
    response = page.post(reverse("desk:switch_organisation"), {"organisation": str(stranger.key)})
    assert response.status_code == 404


def test_only_those_who_may_refer_are_offered_it(sides, browser):
    own = client(sides.receiver).person
    association = browser(sides.receiver)
    assert "Refer to an activity" not in get(association, "client_detail", own.key)
    get(association, "client_refer", own.key, status=404)
    get(association, "referral_new", own.key, sides.activity.translation_key, status=404)


@pytest.mark.parametrize("language", ["fi", "ar", "so"])
def test_every_page_is_served_in_the_readers_language(sides, browser, language):
    type(sides.sender.user).objects.update(language=language)
    pages = [
        get(browser(sides.sender), name)
        for name in ("inbox", "outbox", "client_list", "client_new")
    ]
    for state, make in IN_STATE.items():
        referral = make(sides.another_client())
        for actor in (sides.sender, sides.receiver):
            if state != "draft" or actor is sides.sender:
                pages.append(get(browser(actor), "referral_detail", referral.key))
    direction = "rtl" if language == "ar" else "ltr"
    assert all(f'<html lang="{language}" dir="{direction}"' in page for page in pages)


def test_nothing_of_the_workspace_stays_in_a_cache(sides, browser):
    response = browser(sides.sender).get(reverse("desk:client_list"))
    assert "no-store" in response["Cache-Control"]


def test_mail_says_that_something_waits_and_nothing_else(
    sides, browser, django_capture_on_commit_callbacks
):
    type(sides.sender.user).objects.filter(pk=sides.receiver.user.pk).update(language="fi")
    referral = completed(sides, shared_fields=["name", "phone", "purpose"])
    outbox.deliver_waiting()
    letters = sorted((letter.to[0], letter.subject) for letter in mail.outbox)
    to_sender, to_receiver = sides.sender.user.email, sides.receiver.user.email
    # One letter for the sending, four for the answers; opening tells nobody.
    assert [address for address, _subject in letters].count(to_receiver) == 1
    assert [address for address, _subject in letters].count(to_sender) == 3
    for letter in mail.outbox:
        said = f"{letter.subject} {letter.body}"
        for word in (
            "café",
            referral.number,
            sides.case.person.given_name,
            sides.sender.organisation.name,
            sides.receiver.organisation.name,
        ):
            assert word not in said
        assert "/desk/" in letter.body
    outbox.deliver_waiting()
    assert len(mail.outbox) == 4


@pytest.mark.parametrize("name", ["inbox", "outbox", "client_list", "inbox_export"])
def test_lists_open_nothing_that_is_encrypted(sides, browser, name, monkeypatch):
    accepted(sides)
    page = browser(sides.receiver if name.startswith("inbox") else sides.sender)
    opened = []
    monkeypatch.setattr("polku.base.encryption.decrypt", lambda token: opened.append(token) or "")
    assert sides.case.person.given_name in get(page, name)
    assert opened == []
