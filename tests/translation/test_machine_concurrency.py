"""Two jobs at the same moment spend no more than there is, and one run is done by one of them."""

import pytest
from django.db import transaction

from orgs.models import Organisation
from polku.content.translation.models import MachineRun
from polku.content.translation.queries.words import budget_of
from polku.content.translation.services import machine, word_budget
from tests.factories import orgs
from tests.referrals.test_concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_take_the_last_words_one_is_refused():
    owner = orgs.organisation(machine_words=100)

    def take():
        with transaction.atomic():
            word_budget.take(Organisation.objects.get(pk=owner.pk), 60)

    results = at_once(take, take, take)
    assert sum(isinstance(one, word_budget.Exceeded) for one in results) == 2
    assert budget_of(owner).used == 60


def test_one_run_is_done_by_one_job(house, service):
    run = machine.translate(user=house.publisher, translation=house.translations["ar"])
    results = at_once(*[lambda: machine.carry_out(run.pk)] * 3)
    assert sorted(results) == [False, False, True]
    assert len(service.seen) == 1
    assert budget_of(house.organisation).used == MachineRun.objects.get().words


def test_of_two_pages_of_one_organisation_the_budget_takes_one(house, service):
    # Each of the two has twenty words, and both were asked for while there was room for one.
    asked = [
        machine.translate(user=house.publisher, translation=house.translations[language])
        for language in ("ar", "fi")
    ]
    Organisation.objects.filter(pk=house.organisation.pk).update(machine_words=30)
    at_once(*[lambda run=run: machine.carry_out(run.pk) for run in asked])
    states = sorted(MachineRun.objects.values_list("state", "fault"))
    assert states == [("done", ""), ("failed", "budget")]
    assert budget_of(Organisation.objects.get(pk=house.organisation.pk)).used <= 30
