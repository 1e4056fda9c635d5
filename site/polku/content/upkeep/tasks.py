"""Jobs of upkeep. Their arguments are empty: what to do stands in the tables."""

from procrastinate.contrib.django import app

from .services import bin as bin_service
from .services import review_mail, reviews


@app.periodic(cron="23 6 * * *")
@app.task(name="upkeep.ask_owners", queueing_lock="upkeep.ask_owners")
def ask_owners(timestamp: int) -> int:
    """Every morning: mails about pages whose review date has come. Returns the number of owners
    asked."""
    reviews.enrol()
    return review_mail.ask()


@app.periodic(cron="37 3 * * *")
@app.task(name="upkeep.empty_bin", queueing_lock="upkeep.empty_bin")
def empty_bin(timestamp: int) -> int:
    """Every night: what was deleted 30 days ago goes for good. Returns the number of deletions."""
    return bin_service.purge()
