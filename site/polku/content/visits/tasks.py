"""Jobs of visits."""

from django.utils import timezone
from procrastinate.contrib.django import app

from . import services


@app.periodic(cron="41 4 * * *")
@app.task(name="visits.forget_old", queueing_lock="visits.forget_old")
def forget_old(timestamp: int) -> int:
    """Every night. Returns the number of rows that are gone."""
    return services.forget_old(timezone.localdate())
