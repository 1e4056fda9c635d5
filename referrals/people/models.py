"""The people in an organisation's care. There is no register common to organisations: the same
person known to two of them is two rows that nothing joins."""

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from stdnum.fi import hetu

from orgs.models import Area, Organisation
from polku.base.encryption import EncryptedTextField
from polku.base.languages import spoken_choices


def validate_identity_code(value: str) -> None:
    """The form and check character of a Finnish personal identity code, 2023's signs included.

    Codes with the individual numbers 900–999, which no person is given, are allowed: they serve
    tests and training.
    """
    if not hetu.is_valid(value, allow_temporary=True):
        raise ValidationError(
            _("This is no personal identity code. Check the digits and the last character.")
        )


class Person(models.Model):
    """A client as one organisation knows them.

    `controller` decides on the data (retention, erasure and copies follow it), `holder` keeps it;
    they differ where an association processes for an authority by agreement.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    controller = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="controlled_people"
    )
    holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="held_people")
    given_name = models.CharField(_("given name"), max_length=100, blank=True)
    family_name = models.CharField(_("family name"), max_length=100, blank=True)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=spoken_choices, blank=True)
    municipality = models.ForeignKey(
        Area,
        verbose_name=_("municipality of residence"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"kind": "municipality"},
        related_name="+",
    )
    identity_code = EncryptedTextField(
        _("personal identity code"), blank=True, validators=[validate_identity_code]
    )
    # base.encryption.blind_index(holder, identity_code); empty without a code.
    identity_code_index = models.CharField(max_length=64, blank=True, editable=False)
    phone = EncryptedTextField(_("phone number"), blank=True)
    email = EncryptedTextField(_("e-mail address"), blank=True)
    address = EncryptedTextField(_("home address"), blank=True)
    non_disclosure = models.BooleanField(
        _("non-disclosure for personal safety"),
        default=False,
        help_text=_("Address and municipality are then shown and sent to nobody."),
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("client")
        verbose_name_plural = _("clients")
        constraints = [
            models.UniqueConstraint(
                fields=["holder", "identity_code_index"],
                name="one_person_an_identity_code_and_holder",
                condition=~models.Q(identity_code_index=""),
            )
        ]
        indexes = [models.Index(fields=["holder", "family_name"], name="person_by_holder")]

    def __str__(self):
        # Never a name: this text reaches logs and error pages.
        return f"person {self.key}"

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()
