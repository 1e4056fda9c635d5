"""Organisations: authorities, associations and other bodies of the field."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from stdnum.fi import ytunnus

from polku.base.languages import interface_choices

from .area import Area


class OrganisationKind(models.TextChoices):
    MUNICIPALITY = "municipality", _("municipality")
    EMPLOYMENT_AUTHORITY = "employment_authority", _("employment authority")
    COUNTY = "county", _("wellbeing services county")
    RECEPTION_CENTRE = "reception_centre", _("reception centre")
    STATE_CENTRE = "state_centre", _("Economic Development Centre")
    KELA = "kela", _("Kela")
    EDUCATION_PROVIDER = "education_provider", _("education provider")
    ASSOCIATION = "association", _("association")
    IMMIGRANT_ASSOCIATION = "immigrant_association", _("immigrants’ own association")
    PARISH = "parish", _("parish")
    OTHER = "other", _("other")


class PublishingMode(models.TextChoices):
    """Who has the last word before a page of the organisation is public."""

    TRUSTED = "trusted", _("its own publishers publish")
    REVIEWED = "reviewed", _("a site editor approves first")


def validate_business_id(value: str) -> None:
    """The check digit of a Finnish business id (Y-tunnus)."""
    if not ytunnus.is_valid(value):
        raise ValidationError(
            _("“%(value)s” is no business id: check the digits, as in 1234567-1."),
            params={"value": value},
        )


class Organisation(models.Model):
    """A body that publishes activities, refers clients or receives them."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(_("short name in addresses"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=30, choices=OrganisationKind.choices)
    business_id = models.CharField(
        _("business id"),
        max_length=9,
        null=True,
        blank=True,
        unique=True,
        validators=[validate_business_id],
    )
    language = models.CharField(
        _("language of its mail"), max_length=10, choices=interface_choices, default="fi"
    )
    areas = models.ManyToManyField(
        Area, verbose_name=_("where it works"), blank=True, related_name="organisations"
    )
    contact_email = models.EmailField(_("e-mail address for all"), blank=True)
    contact_phone = models.CharField(_("phone number for all"), max_length=40, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    publishing = models.CharField(
        _("publishing"),
        max_length=10,
        choices=PublishingMode.choices,
        default=PublishingMode.TRUSTED,
    )
    machine_words = models.PositiveIntegerField(
        _("words translated by machine a month"), null=True, blank=True
    )
    # Who may write and publish its pages, who approves them while it is trusted, and where its
    # pictures and files are; services.editing keeps all four.
    editors = models.OneToOneField(
        "auth.Group", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    publishers = models.OneToOneField(
        "auth.Group", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    workflow = models.OneToOneField(
        "wagtailcore.Workflow",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    collection = models.OneToOneField(
        "wagtailcore.Collection",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]

    def __str__(self):
        return self.name
