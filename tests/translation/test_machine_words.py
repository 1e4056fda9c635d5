"""Words of an organisation and a month."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from polku.content.translation.models import MachineRun, WordUse
from polku.content.translation.queries.words import budget_of
from polku.content.translation.services import machine
from tests.factories import orgs
from tests.translation.machine import ask, used

pytestmark = pytest.mark.django_db
State, Fault = MachineRun.State, MachineRun.Fault
PARAGRAPH = "body.22222222-2222-4222-8222-222222222222"


def test_words_of_the_original_are_counted_by_organisation_and_month(house, service):
    run = ask(house)
    assert run.words == used(house) > 10
    assert str(budget_of(house.organisation)).startswith(f"{run.words} of 1,000 words used in ")
    use = WordUse.objects.get()
    assert (use.organisation, use.month.day) == (house.organisation, 1)


def test_a_text_that_would_exceed_the_budget_is_refused_with_a_sentence(house, service):
    house.organisation.machine_words = 5
    house.organisation.save()
    with pytest.raises(machine.NotPossible, match="but 0 of 5 words are used in"):
        ask(house)
    assert service.seen == []


def test_the_month_is_that_of_helsinki(house, service, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 10, 31, 22, 30, tzinfo=UTC))
    assert str(budget_of(None)) == "0 of 1,000 words used in November"


def test_a_budget_that_is_used_up_meanwhile_ends_the_run(house, service):
    run = machine.translate(user=house.publisher, translation=house.translations["ar"])
    house.organisation.machine_words = 3
    house.organisation.save()
    machine.carry_out(run.pk)
    run.refresh_from_db()
    assert (run.state, run.fault) == (State.FAILED, Fault.BUDGET)
    assert (service.seen, used(house)) == ([], 0)


def test_another_organisation_has_words_of_its_own(house, service):
    ask(house)
    other = orgs.organisation()
    assert budget_of(other).used == 0


def test_pages_of_an_organisation_have_one_budget(house, service):
    ask(house)
    before = used(house)
    ask(house, "fi")
    assert used(house) == 2 * before
