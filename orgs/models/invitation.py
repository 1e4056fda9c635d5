"""An invitation to work for an organisation."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from polku.base.fields import ChoicesField
from polku.base.languages import interface_choices

from .membership import Role
from .organisation import Organisation


class Invitation(models.Model):
    """Sent by mail as a link that counts once and for a while.

    Of the link's secret only a digest is stored, made when the mail is. Once the invitation is
    accepted the account has the address, and the invitation has it no more.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="invitations"
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    roles = ChoicesField(
        models.CharField(max_length=20, choices=Role.choices), verbose_name=_("roles")
    )
    language = models.CharField(
        _("language of the invitation"), max_length=10, choices=interface_choices, default="fi"
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # Empty until the mail was sent.
    digest = models.CharField(max_length=64, blank=True, db_index=True)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                "organisation",
                Lower("email"),
                condition=models.Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="one_open_invitation_an_address",
            )
        ]

    def __str__(self):
        return f"invitation {self.pk} to {self.organisation_id}"

    def is_open(self, at: datetime | None = None) -> bool:
        """Whether it can still be accepted."""
        return (
            self.accepted_at is None
            and self.revoked_at is None
            and self.expires_at > (at or timezone.now())
            and self.organisation.closed_on is None
        )
