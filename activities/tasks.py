"""Jobs of activities: what the clock brings, and what a fault left behind."""

import logging

from procrastinate.contrib.django import app

from .models import Activity
from .recurrence import Problem
from .services import occurrences, reconcile, vocabulary

logger = logging.getLogger(__name__)


@app.periodic(cron="17 2 * * *")
@app.task(name="activities.top_up_occurrences", queueing_lock="activities.top_up_occurrences")
def top_up_occurrences(timestamp: int) -> int:
    """Every night: dates that have come within 18 months. Returns the number of activities that
    got some."""
    topped_up = 0
    repeating = Activity.objects.filter(status=Activity.Status.PUBLISHED).exclude(schedules=[])
    for pk in repeating.values_list("pk", flat=True):
        try:
            topped_up += bool(occurrences.top_up(pk))
        except (Activity.DoesNotExist, Problem) as fault:
            logger.error("activity %s has no new dates: %s", pk, type(fault).__name__)
    return topped_up


@app.periodic(cron="47 2 * * *")
@app.task(name="activities.reconcile_facts", queueing_lock="activities.reconcile_facts")
def reconcile_facts(timestamp: int) -> int:
    """Every night: facts that differ from their pages are mended and named in the log. Returns
    their number."""
    number = 0
    for finding in reconcile.check(repair=True):
        number += 1
        logger.warning(
            "activity %s differed from its pages: %s",
            finding.translation_key,
            finding.fault or ", ".join(finding.differs),
        )
    return number


@app.periodic(cron="37 3 * * *")
@app.task(name="activities.forget_words", queueing_lock="activities.forget_words")
def forget_words(timestamp: int) -> int:
    """Every night: words that stand in no text any more leave the vocabulary."""
    return vocabulary.forget()
