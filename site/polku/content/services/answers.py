"""What becomes of answers to forms."""

from contextlib import suppress
from datetime import date
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from procrastinate.exceptions import AlreadyEnqueued

from orgs.queries import owner_of
from polku.base import languages
from polku.content.models import FormAnswer, FormPage
from polku.record import audit


@transaction.atomic
def receive(*, page: FormPage, answers: dict) -> FormAnswer:
    """Keep what somebody answered, until the day that the page promises, and tell the organisation
    that something waits; the answers themselves are in no mail."""
    facts = page.facts()
    answer = FormAnswer.objects.create(
        page=page,
        organisation=owner_of(page),
        form_data=answers,
        delete_on=FormAnswer.last_day(facts.retention_days),
    )
    audit.record(None, "form_answer.receive", answer)
    transaction.on_commit(lambda: _ask_to_tell(page.pk), robust=True)
    return answer


def _ask_to_tell(page_id: int) -> None:
    from polku.content.tasks import tell_of_answers

    # One mail is enough while it waits to be sent.
    with suppress(AlreadyEnqueued), transaction.atomic():
        tell_of_answers.configure(queueing_lock=f"tell_of_answers:{page_id}").defer(page_id=page_id)


def tell(page_id: int) -> bool:
    """Send the mail that says that answers wait; False where there is nobody to tell."""
    page = FormPage.objects.filter(pk=page_id).first()
    organisation = owner_of(page) if page else None
    if organisation is None:
        return False
    address = page.facts().notify_email or organisation.contact_email
    if not address:
        return False
    with override(languages.interface(organisation.language)):
        link = urljoin(
            settings.POLKU_BASE_URL, reverse("wagtailforms:list_submissions", args=[page.pk])
        )
        send_mail(
            _("A new answer waits: %(form)s") % {"form": page.title},
            _(
                "Somebody has answered the form “%(form)s”.\n\n"
                "Sign in to read the answer:\n%(link)s\n\n"
                "This mail does not say what was answered, so that it stays between you and the "
                "person."
            )
            % {"form": page.title, "link": link},
            None,
            [address],
        )
    return True


@transaction.atomic
def purge(today: date | None = None) -> int:
    """Delete the answers whose day has come; returns their number."""
    today = today or timezone.localdate()
    number, _models = FormAnswer.objects.filter(delete_on__lte=today).delete()
    if number:
        audit.record(None, "form_answer.purge", count=number)
    return number
