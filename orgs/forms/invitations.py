"""Inviting somebody, and accepting an invitation."""

from collections.abc import Iterable

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from orgs.models import Invitation, Role, User
from polku.base import languages

from .roles import RolesField


def _languages() -> list[tuple[str, str]]:
    return [(code, languages.own_name(code)) for code in languages.offered()]


class InviteForm(forms.Form):
    """`roles`: those on offer."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )
    roles = RolesField()
    language = forms.ChoiceField(
        label=_("Language of the invitation"),
        choices=_languages,
        help_text=_("The mail and the first pages come in this language."),
    )

    def __init__(self, *args, roles: Iterable[Role], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["roles"].offer(roles)


class AccountForm(forms.Form):
    """Who the invited person is, and their password."""

    first_name = forms.CharField(
        label=_("Given name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=_("Family name"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    language = forms.ChoiceField(label=_("Language of the interface"), choices=_languages)
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "dir": "ltr"}),
    )
    again = forms.CharField(
        label=_("The same password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "dir": "ltr"}),
    )

    def __init__(self, *args, invitation: Invitation, **kwargs):
        super().__init__(*args, **kwargs)
        self.invitation = invitation
        self.initial.setdefault("language", invitation.language)
        self.fields["password"].help_text = " ".join(
            str(text) for text in password_validation.password_validators_help_texts()
        )

    def clean(self):
        given = super().clean()
        password = given.get("password")
        if password:
            person = User(
                email=self.invitation.email,
                first_name=given.get("first_name", ""),
                last_name=given.get("last_name", ""),
            )
            try:
                password_validation.validate_password(password, person)
            except ValidationError as error:
                self.add_error("password", error)
            if given.get("again") and given["again"] != password:
                self.add_error("again", _("The two passwords differ: write the same one twice."))
        return given
