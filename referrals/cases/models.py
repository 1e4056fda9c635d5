"""A person's case in one organisation."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from orgs.models import Organisation
from polku.base.encryption import EncryptedTextField
from referrals.people.models import Person


class Case(models.Model):
    """The work of one organisation with one person."""

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Statistics know the case by this random number only, so that figures survive erasure.
    statistics_number = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases")
    controller = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="controlled_cases"
    )
    holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="held_cases")
    responsible_worker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("responsible worker"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    status = models.CharField(
        _("status"), max_length=20, choices=Status.choices, default=Status.OPEN
    )
    opened_on = models.DateField(_("opened on"))
    closed_on = models.DateField(_("closed on"), null=True)

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                name="one_open_case_a_person",
                condition=models.Q(status="open"),
            ),
            models.CheckConstraint(
                condition=models.Q(status="open", closed_on__isnull=True)
                | models.Q(status="closed", closed_on__isnull=False),
                name="closed_case_says_when",
            ),
        ]
        indexes = [models.Index(fields=["holder", "status"], name="case_by_holder")]

    def __str__(self):
        return f"case {self.key}"

    @property
    def number(self) -> str:
        """The number by which people speak of it inside the organisation."""
        return f"C-{self.pk:06d}"


class Note(models.Model):
    """What a worker wrote down; it never leaves the organisation."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = EncryptedTextField(_("note"))
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["-written_at", "-pk"]

    def __str__(self):
        return f"note {self.pk}"
