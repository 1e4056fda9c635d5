"""Jobs of the record. Their arguments are empty: what to do stands in the tables."""

from procrastinate.contrib.django import app

from . import outbox


@app.task(name="record.deliver_events", pass_context=False)
def deliver_events() -> int:
    return outbox.deliver_waiting()


@app.periodic(cron="*/5 * * * *")
@app.task(name="record.deliver_events_again", queueing_lock="deliver_events_again")
def deliver_events_again(timestamp: int) -> int:
    """Try anew what failed, and what a killed process left."""
    return outbox.deliver_waiting()
