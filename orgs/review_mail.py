"""What Wagtail mails about reviews, in each person's own language, by a job for each mail.

Wagtail mails while the editor waits, once and never again; it takes the language of its admin,
which is in fewer languages than this site, and writes the address of whoever could not be reached
into the log.
"""

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from wagtail.admin import mail, signal_handlers
from wagtail.models import TaskState, WorkflowState

from polku.base import languages

from .models import WRITERS, User


class _ByJob:
    """Before one of Wagtail's notifiers, which choose the recipients and the templates.

    `model` and `status`: what a mail is about, and how it must still stand when it is sent.
    """

    model = WorkflowState
    status: str

    def send_notifications(self, template_set, context, recipients, **kwargs) -> bool:
        from .tasks import mail_of_review

        # The job stands or falls with what it tells.
        for person in recipients:
            mail_of_review.defer(
                notice=self.notification, state_id=context["state"].pk, person_id=person.pk
            )
        return True

    def get_context(self, state, **kwargs) -> dict:
        return super().get_context(state, **kwargs) | {"state": state}

    def mail(self, state_id: int, person_id: int) -> bool:
        """Send it; False where it tells nothing any more, or there is nobody to tell."""
        state = self.model.objects.filter(pk=state_id, status=self.status).first()
        person = User.objects.filter(pk=person_id, is_active=True).first()
        if state is None or person is None:
            return False
        with translation.override(languages.interface(person.language)):
            given = self.get_context(state) | {"user": person}
            templates = self.get_template_set(state)
            EmailMessage(
                subject=" ".join(render_to_string(templates["subject"], given).split()),
                body=render_to_string(templates["text"], given).strip() + "\n",
                to=[person.email],
                headers={"Auto-Submitted": "auto-generated"},
            ).send()
        return True


class _Submitted(_ByJob, mail.GroupApprovalTaskStateSubmissionEmailNotifier):
    model = TaskState
    status = TaskState.STATUS_IN_PROGRESS


class _Approved(_ByJob, mail.WorkflowStateApprovalEmailNotifier):
    status = WorkflowState.STATUS_APPROVED


class _SentBack(_ByJob, mail.WorkflowStateRejectionEmailNotifier):
    status = WorkflowState.STATUS_NEEDS_CHANGES

    def get_context(self, workflow_state, **kwargs) -> dict:
        context = super().get_context(workflow_state, **kwargs)
        # Pages that can be written at the plain door say where.
        writer = workflow_state.requested_by
        at_plain_door = writer.memberships.filter(role__in=WRITERS).exists()
        address = getattr(context.get("page"), "plain_address", None) if at_plain_door else None
        return context | {"plain_address": address() if address else ""}


_NOTICES = {one.notification: one() for one in (_Submitted, _Approved, _SentBack)}


def send(notice: str, state_id: int, person_id: int) -> bool:
    """Send one mail; raises OSError where the mail server does not take it."""
    return _NOTICES[notice].mail(state_id, person_id)


def keep() -> None:
    """Take the place of Wagtail's notifiers, before Wagtail connects them."""
    signal_handlers.task_submission_email_notifier = _NOTICES["submitted"]
    signal_handlers.workflow_approval_email_notifier = _NOTICES["approved"]
    signal_handlers.workflow_rejection_email_notifier = _NOTICES["rejected"]
