"""Jobs of sign-ups. Their arguments are numbers: whom they are about stands in the tables."""

from procrastinate.contrib.django import app

from polku.base.jobs import MAIL_AGAIN

from .services import clock, erasure, mails


@app.task(name="signups.mail", retry=MAIL_AGAIN)
def mail(kind: str, sign_up_id: int, occurrence_id: int | None = None) -> bool:
    """One mail to one person; False where it would tell nothing true any more."""
    return mails.send(kind, sign_up_id, occurrence_id)


@app.periodic(cron="*/5 * * * *")
@app.task(name="signups.expire_offers", queueing_lock="signups.expire_offers")
def expire_offers(timestamp: int) -> int:
    """Every five minutes: places that were kept in vain go to the next. Returns their number."""
    return clock.expire_offers()


@app.periodic(cron="11 9,13,17 * * *")
@app.task(name="signups.remind", queueing_lock="signups.remind")
def remind(timestamp: int) -> int:
    """Three times a day, so that who signs up late is reminded too: of what is tomorrow. Returns
    the number of people."""
    return clock.remind()


@app.periodic(cron="53 3 * * *")
@app.task(name="signups.erase_old", queueing_lock="signups.erase_old")
def erase_old(timestamp: int) -> int:
    """Every night: sign-ups whose time is over are deleted. Returns their number."""
    return erasure.erase_old()
