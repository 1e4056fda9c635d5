"""Jobs of upkeep. Their arguments are empty: what to do stands in the tables."""

from django.conf import settings
from procrastinate.contrib.django import app

from .services import bin as bin_service
from .services import links, review_links, review_mail, reviews, schedule


@app.periodic(cron="23 6 * * *")
@app.task(name="upkeep.ask_owners", queueing_lock="upkeep.ask_owners")
def ask_owners(timestamp: int) -> int:
    """Every morning: mails about pages whose review date has come. Returns the number of owners
    asked."""
    reviews.enrol()
    review_links.forget_old()
    return review_mail.ask()


@app.periodic(cron="37 3 * * *")
@app.task(name="upkeep.empty_bin", queueing_lock="upkeep.empty_bin")
def empty_bin(timestamp: int) -> int:
    """Every night: what was deleted 30 days ago goes for good. Returns the number of deletions."""
    return bin_service.purge()


@app.periodic(cron="*/5 * * * *")
@app.task(name="upkeep.follow_schedule", queueing_lock="upkeep.follow_schedule")
def follow_schedule(timestamp: int) -> int:
    """Every five minutes: what was planned goes live, and what has expired leaves. Returns the
    number of pages."""
    return schedule.follow_schedule()


@app.periodic(cron="7 1 * * *")
@app.task(name="upkeep.collect_links", queueing_lock="upkeep.collect_links")
def collect_links(timestamp: int) -> int:
    """Every night: which links to other sites there are. Returns the number of addresses."""
    return links.collect()


# A lock of its own, so that no two runs visit one site at the same time.
@app.periodic(cron="41 * * * *")
@app.task(name="upkeep.visit_links", lock="upkeep.visit_links", queueing_lock="upkeep.visit_links")
def visit_links(timestamp: int) -> int:
    """Every hour: the links whose time has come. Returns the number of visits."""
    return links.check_due() if settings.POLKU_VISITS_LINKS else 0
