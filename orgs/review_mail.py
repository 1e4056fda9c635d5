"""What Wagtail mails about reviews, in each person's own language.

Wagtail takes the language of its admin, which is in fewer languages than this site, and writes the
address of whoever could not be reached into the log.
"""

import logging

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from wagtail.admin import mail, signal_handlers

from polku.base import languages

from .models import WRITERS

logger = logging.getLogger(__name__)


class _InOwnLanguage:
    """Before one of Wagtail's notifiers, which choose the recipients and the templates."""

    def send_emails(self, template_set, context, recipients, **kwargs) -> bool:
        failures = 0
        for person in recipients:
            with translation.override(languages.interface(person.language)):
                given = context | {"user": person}
                message = EmailMessage(
                    subject=" ".join(render_to_string(template_set["subject"], given).split()),
                    body=render_to_string(template_set["text"], given).strip() + "\n",
                    to=[person.email],
                    headers={"Auto-Submitted": "auto-generated"},
                )
            try:
                message.send()
            except OSError as fault:  # the mail server's faults are of this kind too
                failures += 1
                logger.error("a mail about a review was not sent: %s", type(fault).__name__)
        return not failures


class _Submitted(_InOwnLanguage, mail.GroupApprovalTaskStateSubmissionEmailNotifier):
    pass


class _Approved(_InOwnLanguage, mail.WorkflowStateApprovalEmailNotifier):
    pass


class _SentBack(_InOwnLanguage, mail.WorkflowStateRejectionEmailNotifier):
    def get_context(self, workflow_state, **kwargs) -> dict:
        context = super().get_context(workflow_state, **kwargs)
        # Pages that can be written at the plain door say where.
        writer = workflow_state.requested_by
        at_plain_door = writer.memberships.filter(role__in=WRITERS).exists()
        address = getattr(context.get("page"), "plain_address", None) if at_plain_door else None
        return context | {"plain_address": address() if address else ""}


def keep() -> None:
    """Take the place of Wagtail's notifiers, before Wagtail connects them."""
    signal_handlers.task_submission_email_notifier = _Submitted()
    signal_handlers.workflow_approval_email_notifier = _Approved()
    signal_handlers.workflow_rejection_email_notifier = _SentBack()
