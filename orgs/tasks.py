"""Jobs of organisations."""

import logging

from procrastinate.contrib.django import app

from polku.base.jobs import MAIL_AGAIN

from . import review_mail
from .services import editing, invitations

logger = logging.getLogger(__name__)


@app.periodic(cron="27 2 * * *")
@app.task(name="orgs.check_rights", queueing_lock="orgs.check_rights")
def check_rights(timestamp: int) -> int:
    """Every night: rights that are not as they should be are mended and named in the log. Returns
    the number of those who had others."""
    number = 0
    for who, differed in editing.check(repair=True):
        number += 1
        logger.warning("rights of %s differed: %s", who, ", ".join(differed))
    return number


@app.periodic(cron="37 2 * * *")
@app.task(name="orgs.forget_invitations", queueing_lock="orgs.forget_invitations")
def forget_invitations(timestamp: int) -> int:
    """Every night: addresses of people who were invited long ago and did not come."""
    return invitations.forget()


@app.task(name="orgs.mail_of_review", retry=MAIL_AGAIN)
def mail_of_review(notice: str, state_id: int, person_id: int) -> bool:
    """One mail about a review to one person; False where it tells nothing any more."""
    return review_mail.send(notice, state_id, person_id)
