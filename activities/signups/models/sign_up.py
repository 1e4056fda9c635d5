"""A place for somebody, and whoever comes along."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.models import Activity, Occurrence
from activities.signups.codes import code_of
from activities.signups.states import ENDED, Status
from polku.base.encryption import EncryptedJSONField, EncryptedTextField
from polku.base.languages import interface_choices


class SignUp(models.Model):
    """One person's sign-up for one date (`occurrence`) or for the whole series (without one).

    It is no client's: a person who signs up may give any name. Everything is deleted some time
    after the last date (`services.erasure`), and only counts stay.
    """

    class ContactKind(models.TextChoices):
        NONE = "", _("no contact")
        PHONE = "phone", _("phone number")
        EMAIL = "email", _("e-mail address")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Of the code, by which the person gets here.
    digest = models.CharField(max_length=64, unique=True, editable=False)
    # Of the form that was sent: sent twice, it makes one sign-up.
    form_id = models.UUIDField(unique=True, editable=False)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="sign_ups")
    occurrence = models.ForeignKey(
        Occurrence, on_delete=models.PROTECT, null=True, related_name="sign_ups"
    )
    status = models.CharField(_("state"), max_length=20, choices=Status.choices)
    name = models.CharField(_("name"), max_length=100)
    contact_kind = models.CharField(max_length=10, choices=ContactKind.choices, blank=True)
    contact = EncryptedTextField(_("phone number or e-mail address"), blank=True)
    # [{"question": its number, "asked": its words then, "answer": a text, a number or a yes or no}]
    answers = EncryptedJSONField(_("answers"), null=True, blank=True)
    # In which the person signed up, and is written to.
    language = models.CharField(_("language"), max_length=10, choices=interface_choices)
    children = models.PositiveSmallIntegerField(_("children"), default=0)
    adults = models.PositiveSmallIntegerField(_("other adults"), default=0)
    places = models.GeneratedField(
        expression=F("children") + F("adults") + 1,
        output_field=models.PositiveSmallIntegerField(),
        db_persist=True,
    )
    made_at = models.DateTimeField(default=timezone.now)
    # Until when a place that was offered is kept.
    reply_by = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        # In order of arrival: rows are added under the lock of what they are for.
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=Status.OFFERED, reply_by__isnull=False)
                | (~Q(status=Status.OFFERED) & Q(reply_by__isnull=True)),
                name="only_an_offered_place_has_a_time_to_reply",
            ),
            models.CheckConstraint(
                condition=Q(status__in=ENDED, ended_at__isnull=False)
                | (~Q(status__in=ENDED) & Q(ended_at__isnull=True)),
                name="an_ended_sign_up_says_when",
            ),
        ]
        indexes = [
            models.Index(fields=["activity", "occurrence", "status"], name="sign_up_for"),
            models.Index(
                fields=["reply_by"],
                name="sign_up_offered",
                condition=Q(reply_by__isnull=False),
            ),
        ]

    def __str__(self):
        # Never a name: this text reaches logs and error pages.
        return f"sign-up {self.pk} for activity {self.activity_id}"

    @property
    def code(self) -> str:
        return code_of(self.key)
