"""Asking the owners of pages by mail whether these are still right.

A mail names pages, which are public, and nobody; it goes to the address for all of an
organisation, else to those who edit its pages.
"""

import logging
from collections import defaultdict
from datetime import datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from orgs.models import Organisation
from orgs.queries import owner_of, owners_of
from polku.base import languages
from polku.content.upkeep.edit_doors import edit_url
from polku.content.upkeep.models import Review
from polku.content.upkeep.queries.owners import (
    Recipient,
    editors_of,
    recipients,
)
from polku.content.upkeep.queries.reviews import of_readers
from polku.content.upkeep.rules.reviews import LINK_WORKS_FOR, REMINDED_AFTER

from . import review_links

logger = logging.getLogger(__name__)


def ask(*, now: datetime | None = None) -> int:
    """Ask about all pages whose review date has come, once, and once more after
    `rules.reviews.REMINDED_AFTER`: one mail an owner. Returns the number of owners asked.

    Where mail cannot be sent, nothing is noted, and the next run asks again.
    """
    now = now or timezone.now()
    by_owner: dict[Organisation | None, list[int]] = defaultdict(list)
    waiting = list(_waiting(now).select_related("page"))
    owners = owners_of(review.page for review in waiting)
    for review in waiting:
        by_owner[owners[review.page_id]].append(review.pk)
    asked = 0
    for owner, keys in by_owner.items():
        try:
            asked += _ask_owner(owner, keys, now)
        except (SMTPException, OSError) as fault:
            logger.error("owner %s was not asked: %s", owner and owner.pk, type(fault).__name__)
    return asked


def tell_ended(page: Page) -> None:
    """Tell the editors of a page that it left the site by an answer to a mail."""
    for to in editors_of(owner_of(page)) or recipients(owner_of(page)):
        with translation.override(languages.interface(to.language)):
            text = render_to_string(
                "upkeep/mail/ended.txt",
                {"title": page.title, "url": settings.POLKU_BASE_URL + edit_url(page)},
            )
            subject = _("Taken off the site: %(title)s") % {"title": page.title}
            send_mail(_one_line(subject), text, None, [to.address])


def _waiting(now: datetime):
    waiting = Review.objects.filter(
        Q(asked_at__isnull=True) | Q(reminded_at__isnull=True, asked_at__lte=now - REMINDED_AFTER),
        page__live=True,
        due_on__lte=timezone.localdate(now),
    )
    return of_readers(waiting).order_by("due_on", "pk")


@transaction.atomic
def _ask_owner(owner: Organisation | None, keys: list[int], now: datetime) -> int:
    addresses = recipients(owner)
    found = _waiting(now).filter(pk__in=keys).select_related("page", "page__locale")
    waiting = list(found.select_for_update(of=("self",), skip_locked=True)) if addresses else []
    if not waiting:
        return 0
    for to in addresses:
        _send(owner, to, waiting)
    for review in waiting:
        if review.asked_at is None:
            review.asked_at = now
        else:
            review.reminded_at = now
    Review.objects.bulk_update(waiting, ["asked_at", "reminded_at"])
    return 1


def _send(owner: Organisation | None, to: Recipient, waiting: list[Review]) -> None:
    with translation.override(languages.interface(to.language)):
        pages = [
            {
                "title": review.page.title,
                "checked_on": timezone.localdate(review.checked_at),
                "url": settings.POLKU_BASE_URL
                + reverse("upkeep:review", args=[review_links.make(review)]),
            }
            for review in waiting
        ]
        is_reminder = all(review.asked_at for review in waiting)
        text = render_to_string(
            "upkeep/mail/still_right.txt",
            {
                "pages": pages,
                "owner": owner,
                "is_reminder": is_reminder,
                "days": LINK_WORKS_FOR.days,
            },
        )
        subject = _subject([page["title"] for page in pages])
        if is_reminder:
            subject = _("Reminder: %(subject)s") % {"subject": subject}
        send_mail(_one_line(subject), text, None, [to.address])


def _subject(titles: list[str]) -> str:
    if len(titles) == 1:
        return _("Is this page still right? %(title)s") % {"title": titles[0]}
    return ngettext(
        "Is this %(counter)s page still right?",
        "Are these %(counter)s pages still right?",
        len(titles),
    ) % {"counter": len(titles)}


def _one_line(subject: str) -> str:
    return " ".join(subject.split())
