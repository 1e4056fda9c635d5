"""A reader has found a mistake on a page: its editors are told by mail, and nothing is kept."""

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page

from orgs.queries import owner_of
from polku.base import languages
from polku.content.upkeep.edit_doors import edit_url
from polku.content.upkeep.queries.owners import editors_of, recipients
from polku.content.upkeep.rules.mistakes import SUBJECTS
from polku.record import audit


class NotSent(Exception):
    """The mail could not be handed over, or there is nobody to whom it could go."""


def report(*, page: Page, about: str, text: str, url: str) -> None:
    """Tell those who look after a page, and where an organisation has nobody any more the editors
    of the site. `about`: one of `rules.mistakes.SUBJECTS`; `url`: where the reader saw the page.

    Raises NotSent.
    """
    receivers = recipients(owner_of(page)) or editors_of(None)
    if not receivers:
        raise NotSent
    for to in receivers:
        with translation.override(languages.interface(to.language)):
            mail = render_to_string(
                "upkeep/mail/mistake.txt",
                {
                    "title": page.title,
                    "about": SUBJECTS[about],
                    "text": text,
                    "url": settings.POLKU_BASE_URL + url,
                    "edit_url": settings.POLKU_BASE_URL + edit_url(page),
                },
            )
            subject = _("A mistake on the page “%(title)s”?") % {"title": page.title}
            try:
                send_mail(" ".join(subject.split()), mail, None, [to.address])
            except (SMTPException, OSError) as fault:
                raise NotSent from fault
    audit.record(None, "page.mistake_reported", page)
