"""What happens to a client's data in every room: erased, copied, merged, kept."""

from datetime import date

import pytest
from django.urls import reverse

from polku.record import personal_data
from polku.record.personal_data import CLIENT
from referrals.cases.models import Case, Note
from referrals.cases.services import add_note, close_case
from referrals.consent.models import Consent, DisclosedSnapshot, Disclosure, ShareSet
from referrals.exchange.models import MoveComment, Referral, Report
from referrals.exchange.services import ConsentGiven, decline
from referrals.people.models import Person
from referrals.people.queries import visible_people
from tests.factories.referrals import Sides, client, completed, identity_code, received, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def sides() -> Sides:
    """With a client in whose data each value can be told from all others."""
    return Sides().another_client(
        given_name="Kanarigiven",
        family_name="Kanarifamily",
        birth_date=date(1990, 1, 1),
        identity_code=identity_code(8),
        phone="+358409990008",
        email="kanari8@example.org",
        address="Kanaristreet 8",
    )


def values(*models) -> str:
    """All that is stored in these tables, decrypted."""
    return "".join(str(row) for model in models for row in model.objects.values_list())


def test_erasing_leaves_no_value_at_the_sender(sides, browser):
    add_note(actor=sides.sender, case=sides.case, text="Kanarinote")
    referral = sent(sides, shared_fields=["name", "phone", "purpose"], purpose="Kanaripurpose")
    personal_data.erase(CLIENT, sides.case.person_id)
    stored = values(Person, Note, Referral, DisclosedSnapshot)
    for canary in ("Kanari", "kanari", "999000", identity_code(8)):
        assert canary not in stored
    assert not visible_people(sides.sender).filter(pk=sides.case.person_id).exists()
    # The proof that something went stays.
    assert Disclosure.objects.get().fields == ["name", "phone", "purpose"]
    for actor in (sides.sender, sides.receiver):
        page = browser(actor).get(reverse("desk:referral_detail", args=[referral.key]))
        assert page.status_code == 200
        assert "Kanari" not in page.content.decode()
    page = browser(sides.sender).get(reverse("desk:client_detail", args=[sides.case.person.key]))
    assert page.status_code == 404


def test_erasing_at_one_side_leaves_the_other_its_own(sides, browser):
    referral = completed(sides, shared_fields=["name", "purpose"], report="Kanarireport")
    own = referral.receiver_case.person
    personal_data.erase(CLIENT, own.pk)
    detail = reverse("desk:referral_detail", args=[referral.key])
    seen = {
        actor.organisation.pk: browser(actor).get(detail).content.decode()
        for actor in (sides.sender, sides.receiver)
    }
    assert "Kanarireport" in seen[sides.sender.organisation.pk]
    assert "Kanarigiven" in seen[sides.sender.organisation.pk]
    for canary in ("Kanarireport", "Kanarigiven"):
        assert canary not in seen[sides.receiver.organisation.pk]
    assert "erased" in seen[sides.receiver.organisation.pk]
    sides.case.person.refresh_from_db()
    assert sides.case.person.name == "Kanarigiven Kanarifamily"
    personal_data.erase(CLIENT, sides.case.person_id)
    assert "Kanari" not in values(Report, Person)


def test_comments_go_when_nobody_holds_the_client(sides):
    referral = received(sides)
    decline(actor=sides.receiver, key=referral.key, reason="other", comment="Kanaricomment to read")
    personal_data.erase(CLIENT, sides.case.person_id)
    assert MoveComment.objects.get().text == ""


def test_a_copy_holds_everything(sides):
    add_note(actor=sides.sender, case=sides.case, text="Kanarinote")
    completed(
        sides,
        shared_fields=["name", "purpose"],
        purpose="Kanaripurpose",
        report="Kanarireport",
        legal_basis="consent",
        consent=ConsentGiven("spoken", "ar", date(2026, 1, 1)),
    )
    copied = personal_data.copy(CLIENT, sides.case.person_id)
    filled = {label for label, rows in copied.items() if rows}
    assert filled >= {
        "people.Person",
        "consent.Consent",
        "consent.ShareSet",
        "consent.Disclosure",
        "consent.DisclosedSnapshot",
        "cases.Case",
        "cases.Note",
        "exchange.Referral",
        "exchange.Report",
    }
    said = str(copied)
    for canary in (
        "Kanarigiven",
        "Kanarifamily",
        identity_code(8),
        "+358409990008",
        "kanari8@example.org",
        "Kanaristreet 8",
        "Kanarinote",
        "Kanaripurpose",
        "Kanarireport",
    ):
        assert canary in said


def test_the_receivers_copy_holds_nothing_of_the_senders(sides):
    referral = completed(sides, shared_fields=["name"], purpose="Kanaripurpose")
    copied = str(personal_data.copy(CLIENT, referral.receiver_case.person_id))
    assert "Kanarigiven" in copied
    for canary in ("Kanaripurpose", "999000", "Kanaristreet"):
        assert canary not in copied


def test_merging_moves_everything_to_the_kept_client(sides):
    gone, kept = sides.case.person, client(sides.sender, given_name="Kept", family_name="").person
    add_note(actor=sides.sender, case=sides.case, text="Kanarinote")
    sent(sides, legal_basis="consent", consent=ConsentGiven("spoken", "ar", date(2026, 1, 1)))
    personal_data.merge(CLIENT, kept.pk, gone.pk)
    kept.refresh_from_db()
    # What the kept one lacked it has now; what it had it keeps.
    assert (kept.given_name, kept.family_name) == ("Kept", "Kanarifamily")
    assert (kept.identity_code, kept.phone) == (identity_code(8), "+358409990008")
    statuses = Case.objects.filter(person=kept).values_list("status", flat=True)
    assert sorted(statuses) == ["closed", "open"]
    assert not Case.objects.filter(person=gone).exists()
    assert Note.objects.get().case.person_id == kept.pk
    assert Consent.objects.get().person_id == kept.pk
    assert ShareSet.objects.get().person_id == kept.pk
    visible = set(visible_people(sides.sender))
    assert kept in visible
    assert gone not in visible
    assert "Kanari" not in values_of(gone)


def values_of(person: Person) -> str:
    return str(Person.objects.filter(pk=person.pk).values_list())


def test_clients_of_two_organisations_are_never_merged(sides):
    other = client(sides.receiver).person
    with pytest.raises(ValueError, match="never merged"):
        personal_data.merge(CLIENT, other.pk, sides.case.person_id)


def test_an_open_case_or_a_referral_under_way_keeps_the_data(sides):
    person = sides.case.person
    assert personal_data.keep_until(CLIENT, person.pk) == date.max
    referral = received(sides)
    close_case(actor=sides.sender, key=sides.case.key)
    assert personal_data.keep_until(CLIENT, person.pk) == date.max
    decline(actor=sides.receiver, key=referral.key, reason="no_capacity")
    assert personal_data.keep_until(CLIENT, person.pk) is None
