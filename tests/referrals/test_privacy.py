"""What a side may not see, it sees nowhere; what is another's is as if it did not exist."""

from urllib.parse import quote
from uuid import uuid4

import pytest
from django.core import mail
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from orgs.models import Role
from polku.record import outbox
from polku.record.models import AuditEntry, OutboxEvent
from referrals.consent.models import DisclosedSnapshot, Disclosure, SharedField
from referrals.exchange.states import MOVES
from referrals.people.models import Person
from tests.factories import orgs
from tests.factories.referrals import (
    IN_STATE,
    Sides,
    accepted,
    client,
    completed,
    draft,
    identity_code,
    received,
    sent,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def sides() -> Sides:
    return Sides()


def urls_of(referral) -> list[tuple[str, str]]:
    """Every address of a referral, with the method by which it is asked."""
    key = referral.key
    moves = [
        (method, reverse("desk:referral_move", args=[key, verb]))
        for verb in [*MOVES, "update"]
        for method in ("get", "post")
    ]
    edit = reverse("desk:referral_edit", args=[key])
    detail = reverse("desk:referral_detail", args=[key])
    return [("get", detail), ("get", edit), ("post", edit), *moves]


def urls_of_client(person) -> list[tuple[str, str]]:
    activity = uuid4()
    return [
        ("get", reverse("desk:client_detail", args=[person.key])),
        ("get", reverse("desk:client_edit", args=[person.key])),
        ("post", reverse("desk:client_edit", args=[person.key])),
        ("post", reverse("desk:client_notes", args=[person.key])),
        ("get", reverse("desk:client_refer", args=[person.key])),
        ("get", reverse("desk:referral_new", args=[person.key, activity])),
        ("post", reverse("desk:referral_new", args=[person.key, activity])),
    ]


def filled(referral: Model) -> dict:
    """A form that would be valid for every move."""
    return {
        "version": referral.version,
        "request_id": uuid4(),
        "reason": "no_capacity",
        "first_contact_on": timezone.localdate(),
        "text": "A note",
        "given_name": "Changed",
        "urgency": "routine",
        "action": "send",
    }


@pytest.mark.parametrize("kind", ["association", "employment_authority"])
@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("state", ["draft", "requested", "in-progress"])
def test_a_referral_of_others_is_as_if_it_did_not_exist(sides, browser, kind, role, state):
    referral = IN_STATE[state](sides)
    outsider = browser(orgs.actor(orgs.organisation(kind), role))
    missing = outsider.get(reverse("desk:referral_detail", args=[uuid4()]))
    assert missing.status_code == 404
    for method, url in urls_of(referral) + urls_of_client(sides.case.person):
        answer = getattr(outsider, method)(url, filled(referral))
        assert (answer.status_code, answer.content) == (404, missing.content), (method, url)
    referral.refresh_from_db()
    assert referral.status == state
    for entry in AuditEntry.objects.filter(organisation_id=outsider.session["organisation"]):
        assert entry.subject_id is None


def test_lists_searches_and_files_of_others_hold_nothing_of_it(sides, browser):
    referral = completed(sides, shared_fields=list(SharedField.values))
    outsider = browser(orgs.actor(orgs.organisation("employment_authority"), "worker", "manager"))
    person = sides.case.person
    for name in ("inbox", "outbox", "client_list", "inbox_export", "outbox_export"):
        for words in ("", person.family_name, referral.number, str(referral.pk), "café"):
            page = outsider.get(reverse(f"desk:{name}"), {"q": words}).content.decode()
            # What was typed stands in the search field again, and in the address of the file.
            for echo in (f'value="{words}"', f"q={quote(words)}"):
                page = page.replace(echo, "")
            for mark in (person.family_name, referral.number, str(referral.key), "café"):
                assert mark not in page, (name, words, mark)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.COORDINATOR, Role.AUDITOR])
@pytest.mark.parametrize("side", ["sender", "receiver"])
def test_roles_without_casework_see_nothing_of_their_own_organisations(sides, browser, role, side):
    referral = sent(sides)
    page = browser(orgs.actor(getattr(sides, side).organisation, role))
    missing = page.get(reverse("desk:referral_detail", args=[uuid4()]))
    for method, url in urls_of(referral):
        answer = getattr(page, method)(url, filled(referral))
        assert (answer.status_code, answer.content) == (404, missing.content), (method, url)


def test_a_superuser_without_membership_sees_nothing(sides, client):
    referral = sent(sides)
    client.force_login(orgs.user(is_superuser=True, is_staff=True))
    for method, url in urls_of(referral):
        assert getattr(client, method)(url, filled(referral)).status_code == 404


def test_the_receiver_sees_nothing_of_a_draft(sides, browser):
    referral = draft(sides)
    association = browser(sides.receiver)
    missing = association.get(reverse("desk:referral_detail", args=[uuid4()]))
    for method, url in urls_of(referral):
        answer = getattr(association, method)(url, filled(referral))
        assert (answer.status_code, answer.content) == (404, missing.content), (method, url)
    for query in ({}, {"q": referral.number}, {"state": "draft"}):
        assert association.get(reverse("desk:inbox"), query).context["rows"] == []


def test_the_other_sides_moves_do_not_exist(sides, browser):
    referral = received(sides)
    for actor, verbs in (
        (sides.sender, ["receive", "accept", "decline", "start", "complete"]),
        (sides.receiver, ["send"]),
    ):
        page = browser(actor)
        missing = page.get(reverse("desk:referral_detail", args=[uuid4()]))
        for verb in verbs:
            url = reverse("desk:referral_move", args=[referral.key, verb])
            for answer in (page.get(url), page.post(url, filled(referral))):
                assert (answer.status_code, answer.content) == (404, missing.content), verb


CANARIES = {
    SharedField.NAME: ("given_name", "Kanarigiven"),
    SharedField.PHONE: ("phone", "+358409990001"),
    SharedField.EMAIL: ("email", "kanari@example.org"),
    SharedField.ADDRESS: ("address", "Kanaristreet 7"),
    SharedField.IDENTITY_CODE: ("identity_code", identity_code(7)),
}


@pytest.mark.parametrize("state", ["requested", "received", "accepted", "in-progress", "completed"])
@pytest.mark.parametrize("shared", [["language", "purpose"], ["name"], ["phone", "email"]])
def test_what_was_not_shared_never_reaches_the_receiver(sides, browser, state, shared):
    details = dict(CANARIES.values())
    sides = sides.another_client(**details)
    referral = IN_STATE[state](sides, shared_fields=shared, purpose="Kanaripurpose")
    outbox.deliver_waiting()
    association = browser(orgs.actor(sides.receiver.organisation, "worker", "manager"))
    pages = [
        reverse("desk:referral_detail", args=[referral.key]),
        reverse("desk:inbox"),
        reverse("desk:inbox_export"),
        reverse("desk:client_list"),
        reverse("desk:statistics"),
        *(reverse("desk:referral_move", args=[referral.key, verb]) for verb in MOVES),
    ]
    for person in Person.objects.filter(holder=sides.receiver.organisation):
        pages += [
            reverse("desk:client_detail", args=[person.key]),
            reverse("desk:client_edit", args=[person.key]),
        ]
    seen = "".join(association.get(url).content.decode() for url in pages)
    seen += "".join(f"{letter.subject} {letter.body}" for letter in mail.outbox)
    for field, (_name, canary) in CANARIES.items():
        if field in shared:
            assert canary in seen, field
        else:
            assert canary not in seen, field
    assert ("Kanaripurpose" in seen) == ("purpose" in shared)
    for canary in (details["phone"], details["given_name"]):
        found = association.get(reverse("desk:inbox"), {"q": canary}).context["rows"]
        accepted_with_name = "name" in shared and state in ("accepted", "in-progress", "completed")
        assert len(found) == (canary == details["given_name"] and accepted_with_name)


def test_lists_show_no_name_before_acceptance_even_if_it_was_shared(sides, browser):
    received(sides, shared_fields=["name", "purpose"])
    page = browser(sides.receiver).get(reverse("desk:inbox")).content.decode()
    assert "Name in the referral" in page
    assert sides.case.person.given_name not in page


def test_the_sender_sees_nothing_of_the_receivers_case(sides, browser):
    referral = accepted(sides)
    referral.refresh_from_db()
    case = referral.receiver_case
    association, authority = browser(sides.receiver), browser(sides.sender)
    association.post(reverse("desk:client_notes", args=[case.person.key]), {"text": "Kanarinote"})
    association.post(
        reverse("desk:client_edit", args=[case.person.key]),
        {"given_name": "Kanariname", "phone": "+358409990002"},
    )
    seen = "".join(
        authority.get(url).content.decode()
        for url in (
            reverse("desk:referral_detail", args=[referral.key]),
            reverse("desk:client_detail", args=[sides.case.person.key]),
            reverse("desk:outbox"),
            reverse("desk:outbox_export"),
            reverse("desk:client_list"),
        )
    )
    for canary in ("Kanarinote", "Kanariname", "358409990002", str(case.key), case.number):
        assert canary not in seen
    for method, url in urls_of_client(case.person):
        assert getattr(authority, method)(url, filled(referral)).status_code == 404


def test_the_snapshot_stays_as_it_was_sent(sides, browser):
    referral = sent(sides, shared_fields=["name"])
    authority = browser(sides.sender)
    url = reverse("desk:client_edit", args=[sides.case.person.key])
    authority.post(url, {"given_name": "Later", "family_name": "Name"})
    page = browser(sides.receiver).get(reverse("desk:referral_detail", args=[referral.key]))
    assert "Later" not in page.content.decode()
    assert sides.case.person.given_name in page.content.decode()


def test_the_proof_of_disclosure_holds_no_value(sides):
    sides = sides.another_client(phone="+358409990003")
    referral = sent(sides, shared_fields=["name", "phone", "email", "purpose"])
    proof = Disclosure.objects.get()
    assert (proof.fields, proof.legal_basis, proof.sender, proof.receiver) == (
        ["name", "phone", "purpose"],
        "integration_act",
        sides.sender.organisation,
        sides.receiver.organisation,
    )
    snapshot = DisclosedSnapshot.objects.get(disclosure=referral.disclosure)
    assert snapshot.content["phone"] == "+358409990003"


def test_events_and_record_hold_no_personal_value(sides):
    sides = sides.another_client(**dict(CANARIES.values()))
    completed(sides, shared_fields=list(SharedField.values), purpose="Kanaripurpose")
    outbox.deliver_waiting()
    said = "".join(
        str(row) for table in (OutboxEvent, AuditEntry) for row in table.objects.values_list()
    )
    for canary in [value for _name, value in CANARIES.values()] + ["Kanaripurpose", "It went well"]:
        assert canary not in said
    assert str(sides.case.person.key) not in said


def test_the_receiver_takes_over_the_disclosed_details_alone(sides):
    code = identity_code()
    sides = sides.another_client(
        given_name="Amina", family_name="Noor", phone="+358409990004", identity_code=code
    )
    referral = accepted(sides, shared_fields=["name", "identity_code"])
    own = referral.receiver_case.person
    assert (own.holder, own.controller) == (sides.receiver.organisation,) * 2
    assert (own.name, own.identity_code, own.phone, own.language) == ("Amina Noor", code, "", "")
    assert own.pk != sides.case.person.pk
    assert own.identity_code_index != sides.case.person.identity_code_index


def test_a_client_known_by_identity_code_stays_as_the_receiver_knows_them(sides):
    code = identity_code()
    known = client(sides.receiver, given_name="Own", family_name="Spelling", identity_code=code)
    sides = sides.another_client(given_name="Other", identity_code=code)
    referral = accepted(sides, shared_fields=["name", "identity_code"])
    assert referral.receiver_case == known
    known.person.refresh_from_db()
    assert known.person.name == "Own Spelling"


def test_the_same_person_in_two_organisations_has_two_indexes(sides):
    code = identity_code()
    first = client(sides.sender, identity_code=code).person
    second = client(sides.receiver, identity_code=code).person
    assert first.identity_code_index != second.identity_code_index
