"""Who works where, and as what."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .organisation import Organisation


class Role(models.TextChoices):
    """`editor` writes, `publisher` writes and publishes, `manager` invites and removes people; the
    last of these and the other three see clients."""

    EDITOR = "editor", _("editor")
    PUBLISHER = "publisher", _("publisher")
    WORKER = "worker", _("worker")
    MANAGER = "manager", _("manager")
    COORDINATOR = "coordinator", _("coordinator")
    AUDITOR = "auditor", _("auditor")


# The roles of those who write pages, and what stands on them.
WRITERS = frozenset({Role.EDITOR, Role.PUBLISHER})


class Membership(models.Model):
    """One role of one person in one organisation; a person can have several."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role"], name="a_role_once_an_organisation"
            )
        ]

    def __str__(self):
        return f"{self.user_id} {self.role} @ {self.organisation_id}"
