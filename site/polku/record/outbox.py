"""Events from one room to another: written in the transaction of the act, delivered after it.

A subscriber may see an event twice (it was told, and the process died before that was noted), so
it must make the second time harmless.
"""

from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from procrastinate.exceptions import AlreadyEnqueued

from .models import OutboxEvent

Subscriber = Callable[[OutboxEvent], None]
_subscribers: dict[str, list[Subscriber]] = defaultdict(list)
MAX_ATTEMPTS = 12


def subscribe(*kinds: str) -> Callable[[Subscriber], Subscriber]:
    """Decorator: call the function with each event of these kinds."""

    def remember(function: Subscriber) -> Subscriber:
        for kind in kinds:
            _subscribers[kind].append(function)
        return function

    return remember


def emit(
    kind: str, *, organisation_id: int | None, facts: dict, at: datetime | None = None
) -> OutboxEvent:
    """Write an event in the current transaction; once it is committed, the worker delivers it.

    The worker is asked after the commit, so that no transaction waits for another one's job; where
    the process dies in between, the periodic job delivers.
    """
    event = OutboxEvent.objects.create(
        kind=kind, organisation_id=organisation_id, facts=facts, at=at or timezone.now()
    )
    transaction.on_commit(_ask_for_delivery, robust=True)
    return event


def _ask_for_delivery() -> None:
    from .tasks import deliver_events

    # A job that waits already will see this event too.
    with suppress(AlreadyEnqueued), transaction.atomic():
        deliver_events.configure(queueing_lock="deliver_events").defer()


def deliver_waiting() -> int:
    """Deliver what waits, oldest first, each event in a transaction of its own.

    Returns the number delivered. An event whose subscriber fails stays waiting and is tried again
    at the next call, `MAX_ATTEMPTS` times; then it stays visible as undelivered.
    """
    delivered = 0
    last = 0
    while True:
        with transaction.atomic():
            event = (
                OutboxEvent.objects.select_for_update(skip_locked=True)
                .filter(delivered_at__isnull=True, attempts__lt=MAX_ATTEMPTS, pk__gt=last)
                .order_by("pk")
                .first()
            )
            if event is None:
                return delivered
            last = event.pk
            event.attempts += 1
            try:
                with transaction.atomic():
                    for subscriber in _subscribers[event.kind]:
                        subscriber(event)
            except Exception as fault:  # any subscriber's fault: keep the event, go on
                event.last_fault = type(fault).__name__
            else:
                event.delivered_at = timezone.now()
                event.last_fault = ""
                delivered += 1
            event.save(update_fields=["attempts", "delivered_at", "last_fault"])
