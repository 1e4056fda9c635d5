"""Jobs of content. Their arguments are numbers of pages; what people wrote stays in the tables."""

from procrastinate.contrib.django import app

from polku.base.jobs import MAIL_AGAIN

from .services import answers


@app.task(name="content.tell_of_answers", retry=MAIL_AGAIN)
def tell_of_answers(page_id: int) -> bool:
    return answers.tell(page_id)


@app.periodic(cron="7 3 * * *")
@app.task(name="content.purge_answers", queueing_lock="content.purge_answers")
def purge_answers(timestamp: int) -> int:
    """Every night: answers to forms whose day has come are deleted."""
    return answers.purge()
