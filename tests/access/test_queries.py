"""What each role gets from the queries themselves, whatever page stands in front of them."""

import pytest
from django.db.models import Q
from django.http import Http404

from referrals.cases import queries as cases
from referrals.cases.models import Case
from referrals.consent import queries as consent
from referrals.exchange import queries as exchange
from referrals.exchange import rules
from referrals.exchange.models import Referral
from referrals.exchange.states import Side
from referrals.people import queries as people
from referrals.people.models import Person
from referrals.reports import queries as reports
from referrals.reports.models import ReferralFact
from tests.access.roles import Role
from tests.access.story import READERS
from tests.access.world import MEMBERS, World

WORK_WITH_CLIENTS = {Role.NO_SECOND_FACTOR}.union(*READERS.values())


@pytest.mark.parametrize("role", MEMBERS)
def test_each_organisation_sees_its_own_clients_cases_and_referrals(untouched: World, role: Role):
    actor = untouched.actor(role)
    own = actor.organisation
    of_holder, of_either_side = Q(holder=own), Q(sender=own) | Q(receiver=own) & ~Q(status="draft")
    if role not in WORK_WITH_CLIENTS:
        of_holder = of_either_side = Q(pk=None)
    for seen, everything, wanted in (
        (people.visible_people(actor), Person, of_holder),
        (cases.visible_cases(actor), Case, of_holder),
        (exchange.visible_referrals(actor), Referral, of_either_side),
    ):
        assert set(seen) == set(everything.objects.filter(wanted))
        assert set(seen) < set(everything.objects.all())


@pytest.mark.parametrize("role", MEMBERS)
def test_what_was_disclosed_opens_for_its_two_organisations(untouched: World, role: Role):
    actor = untouched.actor(role)
    sent = Referral.objects.filter(disclosure__isnull=False)
    for referral in sent.select_related("disclosure"):
        opened = consent.snapshot_content(actor, referral.disclosure)
        between = {referral.sender_id, referral.receiver_id}
        may_read = role in WORK_WITH_CLIENTS and actor.organisation.pk in between
        assert bool(opened) is may_read


@pytest.mark.parametrize("role", MEMBERS)
def test_who_is_neither_sender_nor_receiver_stands_on_no_side(untouched: World, role: Role):
    actor = untouched.actor(role)
    for referral in Referral.objects.all():
        side = None
        if role in WORK_WITH_CLIENTS and referral.sender_id == actor.organisation.pk:
            side = Side.SENDER
        elif role in WORK_WITH_CLIENTS and referral.receiver_id == actor.organisation.pk:
            side = Side.RECEIVER if referral.status != "draft" else None
        assert rules.side_of(actor, referral) == side


@pytest.mark.parametrize("role", MEMBERS)
def test_figures_open_for_managers_and_coordinators(untouched: World, role: Role):
    actor = untouched.actor(role)
    may_count = not actor.roles.isdisjoint({"manager", "coordinator"})
    assert reports.facts_in_sight(actor).exists() is may_count
    if may_count:
        assert reports.statistics(actor, untouched.today.year).tables
    else:
        with pytest.raises(Http404):
            reports.statistics(actor, untouched.today.year)
    assert ReferralFact.objects.exists()


def test_there_is_something_to_see_for_each_organisation(untouched: World):
    """Else the test above would compare nothing with nothing."""
    for letter in "ABCD":
        own = untouched.organisations[letter]
        assert Referral.objects.filter(Q(sender=own) | Q(receiver=own)).exists()
    for letter in "ABC":
        assert Case.objects.filter(holder=untouched.organisations[letter]).exists()
