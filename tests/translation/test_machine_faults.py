"""A translation service that fails and a worker that is killed: the page keeps its text, the editor
reads why, and no word is paid for without need."""

import pytest

from polku.content.translation.models import MachineRun
from polku.content.translation.queries import runs
from polku.content.translation.services import machine
from tests.factories.libretranslate import translated
from tests.translation.machine import again, ask, configure, used

pytestmark = pytest.mark.django_db
State, Fault = MachineRun.State, MachineRun.Fault


# Faults of the service


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("500", Fault.DOWN),
        ("503", Fault.DOWN),
        ("404", Fault.BROKEN),
        ("504", Fault.SLOW),
        ("429", Fault.BUSY),
        ("reset", Fault.DOWN),
        ("slow", Fault.SLOW),
        ("drip", Fault.SLOW),
        ("not_json", Fault.BROKEN),
        ("half_json", Fault.BROKEN),
        ("other_json", Fault.BROKEN),
        ("a_list", Fault.BROKEN),
        ("numbers", Fault.BROKEN),
        ("fewer", Fault.BROKEN),
    ],
)
def test_a_fault_that_passes_is_told_and_the_job_asks_again(
    house, service, monkeypatch, fault, told
):
    monkeypatch.setattr("polku.content.translation.services.providers.READ", 0.3)
    monkeypatch.setattr("polku.content.translation.services.providers.WHOLE", 2)
    service.fault = fault
    run = ask(house)
    assert (run.state, run.fault, run.words) == (State.WAITING, told, 0)
    assert used(house) == 0
    assert house.said() == {}
    assert runs.told(run).startswith(str(told.label))
    service.fault = ""
    again(run)
    assert (run.state, run.fault, run.attempts) == (State.DONE, "", 2)
    assert house.said()["title"] == translated("Language café", "ar")


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("401", Fault.KEY),
        ("403", Fault.KEY),
        ("402", Fault.QUOTA),
        ("456", Fault.QUOTA),
        ("400", Fault.REFUSED),
        ("413", Fault.REFUSED),
    ],
)
def test_a_fault_that_stays_ends_the_run(house, service, fault, told):
    service.fault = fault
    run = ask(house)
    assert (run.state, run.fault) == (State.FAILED, told)
    assert used(house) == 0
    assert runs.told(run) == f"{told.label} The page stays as it is."


def test_a_service_that_is_not_there_is_asked_again(house, service, settings, tmp_path):
    configure(
        settings, tmp_path, '[libretranslate]\nurl = "http://127.0.0.1:9"\npairs = ["en > *"]\n'
    )
    assert ask(house).fault == Fault.DOWN


def test_a_run_gives_up_in_the_end(house, service):
    service.fault = "500"
    run = ask(house)
    waits = []
    while run.is_open:
        waits.append(run.due_at)
        again(run)
    assert (run.state, run.attempts) == (State.FAILED, len(machine.WAITS) + 1)
    assert len(service.seen) == run.attempts


def test_the_wait_is_as_long_as_the_service_asks(house, service):
    service.fault, service.retry_after = "429", "7200"
    run = ask(house)
    assert (run.due_at - run.asked_at).total_seconds() == pytest.approx(7200, abs=60)


def test_a_job_that_comes_too_early_or_too_late_does_nothing(house, service):
    service.fault = "500"
    run = ask(house)
    assert machine.carry_out(run.pk) is False
    assert len(service.seen) == 1
    service.fault = ""
    again(run)
    machine.carry_out(run.pk)
    assert len(service.seen) == 2


# Killed


class Killed(BaseException):
    pass


def test_a_worker_that_is_killed_before_it_saves_pays_for_one_request_twice(
    house, service, monkeypatch
):
    def killed(self, batch, answers):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("polku.content.translation.services.machine_texts.Texts._take_in", killed)
        with pytest.raises(Killed):
            ask(house)
    run = MachineRun.objects.get()
    assert run.state == State.RUNNING
    assert house.said() == {}
    first = used(house)
    assert machine.take_up_again() == 0
    again(run)
    assert run.state == State.DONE
    assert used(house) == 2 * first == run.words


def test_what_came_in_before_is_not_sent_again(house, service, monkeypatch):
    monkeypatch.setattr("polku.content.translation.services.machine_texts.TEXTS", 1)
    service.before = lambda question: setattr(
        service, "fault", "500" if len(service.seen) == 3 else ""
    )
    run = ask(house)
    assert run.state == State.WAITING
    kept = len(house.said())
    assert kept
    again(run)
    assert run.state == State.DONE
    texts = service.texts
    assert sorted(texts) == sorted([*set(texts), texts[2]])


def test_a_lost_job_is_taken_up_again(house, service):
    run = machine.translate(user=house.publisher, translation=house.translations["ar"])
    assert machine.take_up_again() == 0
    MachineRun.objects.filter(pk=run.pk).update(due_at="2026-01-01T00:00Z")
    assert machine.take_up_again() == 1
