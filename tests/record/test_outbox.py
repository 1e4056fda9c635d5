"""Events reach their subscribers at least once, in order, and a fault of one stops no other."""

from collections import defaultdict

import pytest
from django.db import connection, transaction

from polku.record import outbox, tasks
from polku.record.models import OutboxEvent


@pytest.fixture(autouse=True)
def subscribers(monkeypatch):
    """None but those of the test."""
    monkeypatch.setattr(outbox, "_subscribers", defaultdict(list))


def _emit(kind: str = "door.opened", **facts) -> OutboxEvent:
    return outbox.emit(kind, organisation_id=None, facts=facts)


@pytest.mark.django_db
def test_an_event_is_told_once_to_each_subscriber_of_its_kind():
    told = []
    outbox.subscribe("door.opened", "door.shut")(lambda event: told.append(("a", event.facts)))
    outbox.subscribe("door.opened")(lambda event: told.append(("b", event.facts)))
    _emit(number=1)
    _emit("door.shut", number=2)
    _emit("window.opened", number=3)
    assert outbox.deliver_waiting() == 3
    assert told == [("a", {"number": 1}), ("b", {"number": 1}), ("a", {"number": 2})]
    assert outbox.deliver_waiting() == 0
    assert len(told) == 3


@pytest.mark.django_db
def test_a_failing_subscriber_keeps_its_event_and_stops_no_other():
    told = []

    @outbox.subscribe("door.opened")
    def fail_at_the_first(event):
        # What it wrote before the fault is undone.
        OutboxEvent.objects.create(kind="half.done")
        if event.facts["number"] == 1:
            raise ValueError("a value that must not be kept")
        told.append(event.facts["number"])

    failing, fine = _emit(number=1), _emit(number=2)
    outbox.deliver_waiting()
    failing.refresh_from_db()
    fine.refresh_from_db()
    assert (failing.delivered_at, failing.attempts, failing.last_fault) == (None, 1, "ValueError")
    assert fine.delivered_at is not None
    assert told == [2]
    assert OutboxEvent.objects.filter(kind="half.done").count() == 1
    # At the next call it is tried again, and once it succeeds it is delivered.
    failing.facts = {"number": 3}
    failing.save()
    assert outbox.deliver_waiting() == 1 + 1
    failing.refresh_from_db()
    assert (failing.attempts, failing.last_fault) == (2, "")
    assert told == [2, 3]


@pytest.mark.django_db
def test_an_event_that_never_succeeds_stays_visible_and_is_given_up():
    tries = []

    @outbox.subscribe("door.opened")
    def fail(event):
        tries.append(event.pk)
        raise RuntimeError

    event = _emit()
    for _call in range(outbox.MAX_ATTEMPTS + 3):
        outbox.deliver_waiting()
    event.refresh_from_db()
    assert (len(tries), event.attempts) == (outbox.MAX_ATTEMPTS, outbox.MAX_ATTEMPTS)
    assert event.delivered_at is None


@pytest.mark.django_db
def test_a_process_that_dies_while_it_tells_tells_again():
    """Twice, then: the subscriber's part was undone with the rest."""

    class Killed(BaseException):
        pass

    told = []

    @outbox.subscribe("door.opened")
    def die_at_first(event):
        told.append(event.pk)
        if len(told) == 1:
            raise Killed

    event = _emit()
    with pytest.raises(Killed), transaction.atomic():
        outbox.deliver_waiting()
    event.refresh_from_db()
    assert (event.delivered_at, event.attempts) == (None, 0)
    assert outbox.deliver_waiting() == 1
    assert told == [event.pk, event.pk]


@pytest.mark.django_db
def test_an_act_that_is_undone_tells_nothing():
    with pytest.raises(RuntimeError), transaction.atomic():
        _emit()
        raise RuntimeError
    assert not OutboxEvent.objects.exists()


def _waiting_jobs() -> list[tuple[str, dict]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, args FROM procrastinate_jobs WHERE status = 'todo'")
        return [(name, args) for name, args in cursor.fetchall()]


@pytest.mark.django_db
def test_the_worker_is_asked_after_the_commit_with_no_word_of_the_event(
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks(execute=True):
        _emit(number=1)
        _emit(number=2)
        assert _waiting_jobs() == []
    # One job that waits is enough for both.
    assert [(name, args) for name, args in _waiting_jobs()] == [("record.deliver_events", "{}")]
    assert tasks.deliver_events() == 2


@pytest.mark.django_db
def test_the_act_stands_even_where_the_worker_cannot_be_asked(
    monkeypatch, django_capture_on_commit_callbacks
):
    """The periodic job delivers it then."""

    def no_queue():
        raise OSError

    monkeypatch.setattr(outbox, "_ask_for_delivery", no_queue)
    with django_capture_on_commit_callbacks(execute=True):
        _emit()
    assert tasks.deliver_events_again(0) == 1
