"""Referrals between organisations, their moves and reports."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activities.models import Activity
from orgs.models import Organisation
from polku.base.encryption import EncryptedTextField
from referrals.cases.models import Case
from referrals.consent.models import Disclosure, ShareSet

from .states import ACTIVE, BusinessStatus, CancelReason, Outcome, Status


class Urgency(models.TextChoices):
    ROUTINE = "routine", _("routine")
    URGENT = "urgent", _("urgent")


class Deadline(models.Model):
    """How many working days something may take, from a day on: rules change on a date."""

    class Kind(models.TextChoices):
        ANSWER = "answer", _("answer to a referral")

    kind = models.CharField(max_length=30, choices=Kind.choices)
    working_days = models.PositiveSmallIntegerField()
    valid_from = models.DateField()

    class Meta:
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
        ordering = ["kind", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "valid_from"], name="one_deadline_a_kind_and_day"
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.working_days} {self.valid_from}"


class Referral(models.Model):
    """One client referred by one organisation to an activity of another.

    The sender's case and the receiver's are two records of two organisations; neither side ever
    reads the other's through here.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sender = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="sent_referrals"
    )
    receiver = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="received_referrals"
    )
    activity = models.ForeignKey(
        Activity,
        verbose_name=_("activity"),
        on_delete=models.PROTECT,
        related_name="referrals",
    )
    sender_case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="outgoing_referrals"
    )
    receiver_case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, related_name="incoming_referrals"
    )
    share_set = models.OneToOneField(ShareSet, on_delete=models.PROTECT, related_name="referral")
    disclosure = models.OneToOneField(
        Disclosure, on_delete=models.PROTECT, null=True, related_name="referral"
    )
    status = models.CharField(
        _("status"), max_length=20, choices=Status.choices, default=Status.DRAFT
    )
    business_status = models.CharField(
        max_length=30, choices=BusinessStatus.choices, blank=True, default=BusinessStatus.NONE
    )
    # Grows by one with each move; a form that carries an older number is refused.
    version = models.PositiveIntegerField(default=0)
    urgency = models.CharField(
        _("urgency"), max_length=20, choices=Urgency.choices, default=Urgency.ROUTINE
    )
    purpose = EncryptedTextField(_("why the client is referred"), blank=True)
    reason = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    responsible_worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    answer_due_on = models.DateField(_("answer wanted by"), null=True, blank=True)
    answered_at = models.DateTimeField(null=True)
    first_contact_on = models.DateField(_("first contact"), null=True)
    # While it waits or rests: when the receiver looks at it again, and when it may begin.
    review_on = models.DateField(_("to be looked at again on"), null=True)
    expected_start_on = models.DateField(_("may begin on"), null=True)
    # The ended referral that this one goes on from.
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="replaced_by"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")
        constraints = [
            models.UniqueConstraint(
                fields=["sender_case", "activity"],
                name="one_active_referral_a_case_and_activity",
                condition=Q(status__in=[status.value for status in ACTIVE]),
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "entered-in-error"])
                | Q(disclosure__isnull=False, sent_at__isnull=False),
                name="sent_referral_has_its_disclosure",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["accepted", "in-progress", "completed", "failed"])
                | Q(receiver_case__isnull=False, responsible_worker__isnull=False),
                name="accepted_referral_has_case_and_worker",
            ),
            models.CheckConstraint(
                condition=~Q(status="on-hold") | Q(review_on__isnull=False),
                name="referral_on_hold_is_looked_at_again",
            ),
        ]
        indexes = [
            models.Index(fields=["receiver", "-sent_at", "-id"], name="referral_inbox"),
            models.Index(
                fields=["receiver", "status", "-sent_at", "-id"], name="referral_inbox_by_status"
            ),
            models.Index(fields=["sender", "-created_at", "-id"], name="referral_outbox"),
            models.Index(
                fields=["sender", "status", "-created_at", "-id"],
                name="referral_outbox_by_status",
            ),
        ]

    def __str__(self):
        return self.number

    @property
    def number(self) -> str:
        """The number by which people speak of it."""
        return f"R-{self.pk:06d}"


class ReferralMove(models.Model):
    """One step in a referral's life. Append-only; free text is kept apart, so that it can be
    erased."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="moves")
    verb = models.CharField(max_length=30)
    source = models.CharField(max_length=20, blank=True)
    target = models.CharField(max_length=20)
    business_status = models.CharField(max_length=30, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()
    previous_version = models.PositiveIntegerField()
    # The same id twice is one move.
    request_id = models.UUIDField(unique=True)
    reason = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("move")
        verbose_name_plural = _("moves")
        ordering = ["previous_version", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["referral", "previous_version"], name="one_move_a_version"
            )
        ]

    def __str__(self):
        return f"{self.verb} {self.referral_id}"


class MoveComment(models.Model):
    """Words that go with a move, readable by both sides."""

    move = models.OneToOneField(ReferralMove, on_delete=models.PROTECT, related_name="comment")
    text = EncryptedTextField(_("comment"))

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")

    def __str__(self):
        return f"comment {self.pk}"


class Assignment(models.Model):
    """Who of the receiver has been responsible for the client, and since when."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="assignments")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["referral"],
                name="one_current_assignment_a_referral",
                condition=Q(until__isnull=True),
            )
        ]

    def __str__(self):
        return f"assignment {self.pk}"


class CancellationRequest(models.Model):
    """The sender asks a receiver who works with the client already to stop. It stands beside the
    state of the referral, which stays what it is until the receiver has answered."""

    class Answer(models.TextChoices):
        RETRACTED = "retracted", _("taken back")
        CONFIRMED = "confirmed", _("confirmed")
        REFUSED = "refused", _("refused")
        ENDED = "ended", _("the work had ended")

    referral = models.ForeignKey(
        Referral, on_delete=models.PROTECT, related_name="cancellation_requests"
    )
    reason = models.CharField(max_length=40, choices=CancelReason.choices)
    asked_at = models.DateTimeField()
    # Empty while it is open.
    answer = models.CharField(max_length=20, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("request to cancel")
        verbose_name_plural = _("requests to cancel")
        constraints = [
            models.UniqueConstraint(
                fields=["referral"],
                name="one_open_request_to_cancel",
                condition=Q(answer=""),
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="answered_request_to_cancel_says_when",
            ),
        ]

    def __str__(self):
        return f"request to cancel {self.pk}"


class Report(models.Model):
    """What the receiver tells the sender at the end; a correction is a new version."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="reports")
    version = models.PositiveSmallIntegerField(default=1)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome.choices)
    began_on = models.DateField(_("began on"))
    ended_on = models.DateField(_("ended on"))
    visits = models.PositiveSmallIntegerField(_("number of meetings"), default=0)
    text = EncryptedTextField(_("report"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["referral", "version"], name="one_report_a_version_of_referral"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__gte=models.F("began_on")),
                name="report_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return f"report {self.pk}"
