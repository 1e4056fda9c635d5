"""What may go along with a referral, on what basis, to whom."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils import timezone

from orgs.models import OrganisationKind
from referrals.consent.models import Consent, SharedField
from referrals.exchange import services
from referrals.exchange.models import Deadline, Referral
from referrals.exchange.queries import answer_due, taking_referrals
from referrals.exchange.rules import MAY_REFER, add_working_days
from tests.factories import orgs
from tests.factories.referrals import Sides, activity, client, declined, draft, sent

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def sides() -> Sides:
    return Sides()


def given(**fields) -> services.ConsentGiven:
    return services.ConsentGiven(
        **{"form": "written", "language": "ar", "given_on": TODAY} | fields
    )


def test_a_draft_begins_with_the_least(sides):
    referral = services.create_draft(
        actor=sides.sender, person=sides.case.person, activity=sides.activity
    )
    assert referral.share_set.fields == ["language", "purpose"]
    assert referral.share_set.legal_basis == ""


@pytest.mark.parametrize("field", ["address", "municipality"])
def test_non_disclosure_keeps_the_place_at_home(sides, field):
    sides = sides.another_client(address="Secret street 1", non_disclosure=True)
    with pytest.raises(ValidationError) as refusal:
        draft(sides, shared_fields=["purpose", field])
    assert list(refusal.value.message_dict) == ["shared_fields"]


def test_non_disclosure_set_after_the_draft_holds_at_sending(sides):
    from referrals.people.services import update_person

    sides = sides.another_client(address="Secret street 1")
    referral = draft(sides, shared_fields=["purpose", "address"])
    update_person(actor=sides.sender, key=sides.case.person.key, non_disclosure=True)
    with pytest.raises(ValidationError) as refusal:
        services.send(actor=sides.sender, key=referral.key)
    assert list(refusal.value.message_dict) == ["shared_fields"]


def test_the_identity_code_needs_a_basis_by_law(sides):
    fields = ["purpose", SharedField.IDENTITY_CODE]
    with pytest.raises(ValidationError) as refusal:
        draft(sides, shared_fields=fields, legal_basis="consent", consent=given())
    assert list(refusal.value.message_dict) == ["shared_fields"]
    assert draft(sides, shared_fields=fields, legal_basis="integration_act").pk


def test_a_referral_on_consent_goes_with_its_consent(sides):
    referral = sent(sides, legal_basis="consent", consent=given())
    consent = Consent.objects.get()
    assert referral.share_set.consent == consent
    assert (consent.person, consent.receiver) == (sides.case.person, sides.receiver.organisation)


def test_consent_must_be_there_and_valid_on_the_day(sides):
    with pytest.raises(ValidationError) as refusal:
        sent(sides, legal_basis="consent")
    assert list(refusal.value.message_dict) == ["consent_given_on"]
    old = given(given_on=TODAY - timedelta(days=9), expires_on=TODAY - timedelta(days=1))
    with pytest.raises(ValidationError) as refusal:
        sent(sides.another_client(), legal_basis="consent", consent=old)
    assert list(refusal.value.message_dict) == ["consent_given_on"]


def test_a_withdrawn_consent_carries_no_sending(sides):
    referral = draft(sides, legal_basis="consent", consent=given())
    Consent.objects.update(withdrawn_at=timezone.now())
    with pytest.raises(ValidationError) as refusal:
        services.send(actor=sides.sender, key=referral.key)
    assert list(refusal.value.message_dict) == ["consent_given_on"]


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"given_on": TODAY + timedelta(days=1)}, "consent_given_on"),
        ({"expires_on": TODAY - timedelta(days=1)}, "consent_expires_on"),
        ({"form": "by pigeon"}, "consent_form"),
        ({"language": ""}, "consent_language"),
    ],
)
def test_a_consent_that_cannot_be_is_refused(sides, fields, name):
    with pytest.raises(ValidationError) as refusal:
        draft(sides, legal_basis="consent", consent=given(**fields))
    assert list(refusal.value.message_dict) == [name]


def test_the_same_consent_is_written_down_once(sides):
    referral = draft(sides, legal_basis="consent", consent=given())
    contents = {
        "purpose": "Words",
        "shared_fields": ["purpose"],
        "legal_basis": "consent",
        "answer_due_on": TODAY,
    }
    for _time in range(2):
        services.update_draft(actor=sides.sender, key=referral.key, consent=given(), **contents)
    assert Consent.objects.count() == 1
    services.update_draft(
        actor=sides.sender, key=referral.key, consent=given(form="spoken"), **contents
    )
    assert Consent.objects.count() == 2


@pytest.mark.parametrize("lack", ["purpose", "shared_fields", "legal_basis"])
def test_nothing_is_sent_without_what_sending_needs(sides, lack):
    empty = [] if lack == "shared_fields" else ""
    referral = draft(sides, **{lack: empty})
    with pytest.raises(ValidationError) as refusal:
        services.send(actor=sides.sender, key=referral.key)
    assert list(refusal.value.message_dict) == [lack]


def test_an_answer_cannot_be_due_in_the_past(sides):
    referral = draft(sides, answer_due_on=TODAY - timedelta(days=1))
    with pytest.raises(ValidationError) as refusal:
        services.send(actor=sides.sender, key=referral.key)
    assert list(refusal.value.message_dict) == ["answer_due_on"]


@pytest.mark.parametrize("kind", OrganisationKind.values)
def test_authorities_refer_and_others_do_not(kind):
    sides = Sides(sender=orgs.actor(orgs.organisation(kind)))
    if kind in MAY_REFER:
        assert sent(sides).pk
    else:
        with pytest.raises(Http404):
            draft(sides)


CLOSING = {
    "takes no referrals": lambda sides: {"takes_referrals": False},
    "archived": lambda sides: {"status": "archived", "archived_at": timezone.now()},
}


@pytest.mark.parametrize("how", [*CLOSING, "closed organisation"])
def test_an_activity_that_has_closed_gets_no_referral(sides, how):
    other = Sides(sender=sides.sender)
    waiting = draft(other)
    for each in (sides, other):
        if how in CLOSING:
            type(each.activity).objects.filter(pk=each.activity.pk).update(**CLOSING[how](each))
        else:
            type(each.receiver.organisation).objects.filter(
                pk=each.receiver.organisation.pk
            ).update(closed_on=TODAY)
        each.activity = type(each.activity).objects.get(pk=each.activity.pk)
        assert each.activity not in taking_referrals(sides.sender)
    with pytest.raises(ValidationError) as refusal:
        draft(sides)
    assert list(refusal.value.message_dict) == ["activity"]
    with pytest.raises(ValidationError) as refusal:
        services.send(actor=sides.sender, key=waiting.key)
    assert list(refusal.value.message_dict) == ["activity"]


def test_nobody_is_referred_to_the_own_organisation(sides):
    sides.activity = activity(sides.sender.organisation)
    assert sides.activity not in taking_referrals(sides.sender)
    with pytest.raises(ValidationError) as refusal:
        draft(sides)
    assert list(refusal.value.message_dict) == ["activity"]


def test_an_activity_that_moved_takes_the_referral_with_it(sides):
    referral = draft(sides)
    other = orgs.actor(orgs.organisation())
    type(sides.activity).objects.filter(pk=sides.activity.pk).update(
        organisation=other.organisation
    )
    services.send(actor=sides.sender, key=referral.key)
    assert Referral.objects.get().receiver == other.organisation
    assert Referral.objects.get().disclosure.receiver == other.organisation


def test_one_active_referral_a_client_and_activity(sides):
    sent(sides)
    with pytest.raises(ValidationError, match="referred to this activity already"):
        draft(sides)


def test_after_a_decline_the_client_can_be_referred_anew(sides):
    declined(sides)
    assert sent(sides).pk


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, True),
        ({"words": "café"}, True),
        ({"words": "association"}, True),
        ({"words": "swimming"}, False),
        ({"theme": "language"}, True),
        ({"theme": "housing"}, False),
        ({"language": "fi"}, True),
        ({"language": "sv"}, False),
    ],
)
def test_activities_are_found_by_what_they_are(filters, found):
    receiver = orgs.actor(orgs.organisation(name="Birch association"))
    sides = Sides(receiver=receiver)
    assert (sides.activity in taking_referrals(sides.sender, **filters)) is found


def test_activities_are_found_by_municipality_and_online_everywhere(sides):
    here, there = orgs.area("837", name="Tampere"), orgs.area("091", name="Helsinki")
    in_place = activity(sides.receiver.organisation, municipality=here)
    online = activity(sides.receiver.organisation, attendance="online")
    assert set(taking_referrals(sides.sender, municipality=here)) == {in_place, online}
    assert set(taking_referrals(sides.sender, municipality=there)) == {online}


def test_the_answer_is_due_by_the_rule_of_the_day(sides):
    from datetime import date

    assert answer_due(sides.sender, date(2026, 3, 2)) == date(2026, 3, 9)
    Deadline.objects.create(kind="answer", working_days=2, valid_from=date(2026, 3, 3))
    assert answer_due(sides.sender, date(2026, 3, 2)) == date(2026, 3, 9)
    assert answer_due(sides.sender, date(2026, 3, 3)) == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [
        ("2026-04-02", 1, "2026-04-07"),  # Easter
        ("2026-06-18", 1, "2026-06-22"),  # Midsummer
        ("2026-12-23", 1, "2026-12-28"),  # Christmas
        ("2026-03-06", 1, "2026-03-09"),  # a weekend
        ("2026-03-02", 5, "2026-03-09"),
    ],
)
def test_working_days_are_those_of_finland(day, count, then):
    from datetime import date

    assert add_working_days(date.fromisoformat(day), count) == date.fromisoformat(then)


def test_a_client_of_the_receiver_is_no_client_of_the_sender(sides):
    sides.case = client(sides.receiver)
    with pytest.raises(Http404):
        draft(sides)
