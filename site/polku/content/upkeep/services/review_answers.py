"""Answers to a mail that asked whether a page is still right."""

from django.db import transaction
from wagtail.models import Page

from . import review_links, review_mail, reviews


@transaction.atomic
def say_right(token: str) -> Page:
    """The page is still right. Raises as `open_link` does."""
    question = review_links.use(token)
    reviews.check(None, question.page)
    return question.page


@transaction.atomic
def say_ended(token: str) -> Page:
    """What the page tells about is over; its editors are told who took it off the site: whoever
    had the link. Raises as `open_link` does."""
    question = review_links.use(token)
    reviews.end(None, question.page)
    transaction.on_commit(lambda: review_mail.tell_ended(question.page), robust=True)
    return question.page
