"""Changing what somebody is in an organisation."""

from collections.abc import Iterable

from django import forms

from orgs.models import Role

from .roles import RolesField


class MemberForm(forms.Form):
    """`roles`: those on offer."""

    roles = RolesField()

    def __init__(self, *args, roles: Iterable[Role], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["roles"].offer(roles)
