"""Choosing what somebody is in an organisation, each role with what it means."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from orgs.models import Role

MEANINGS = {
    Role.EDITOR: _("Editor: writes pages and activities"),
    Role.PUBLISHER: _("Publisher: writes, and publishes what is ready"),
    Role.WORKER: _("Worker: sees clients, refers them and answers referrals"),
    Role.MANAGER: _("Manager: invites people and decides on their roles; sees clients"),
    Role.COORDINATOR: _("Coordinator: sees statistics"),
    Role.AUDITOR: _("Auditor: sees who looked at what"),
}


class RolesField(forms.MultipleChoiceField):
    """Check boxes of the roles that whoever asks may give."""

    def __init__(self, **options):
        super().__init__(
            label=_("What will this person do?"),
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose at least one role.")},
            **options,
        )

    def offer(self, roles: Iterable[Role]) -> None:
        self.choices = [(role.value, MEANINGS[role]) for role in roles]
