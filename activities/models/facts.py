"""The facts of an activity: what is true of it in every language."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orgs.models import Area
from polku.base.fields import ChoicesField
from polku.base.languages import spoken_choices


class Kind(models.TextChoices):
    ACTIVITY = "activity", _("activity")
    COURSE = "course", _("course")
    GUIDANCE = "guidance", _("guidance and counselling")
    AUTHORITY_SERVICE = "authority_service", _("authority’s own service")


class Theme(models.TextChoices):
    LANGUAGE = "language", _("Language")
    WORK = "work", _("Work")
    STUDIES = "studies", _("Studies")
    # Not the home page, which English calls the same.
    HOUSING = "housing", pgettext_lazy("theme", "Home")
    MONEY = "money", _("Money")
    FAMILY = "family", _("Family")
    HEALTH = "health", _("Health")
    WELLBEING = "wellbeing", _("Wellbeing")
    FRIENDS = "friends", _("Friends")
    AUTHORITIES = "authorities", _("Papers and authorities")
    RIGHTS = "rights", _("Rights")
    SAFETY = "safety", _("Safety")
    LEISURE = "leisure", _("Leisure")
    DIGITAL = "digital", _("Computers and phones")


class Audience(models.TextChoices):
    EVERYONE = "everyone", _("Everyone")
    WOMEN = "women", _("Women only")
    MEN = "men", _("Men only")
    FAMILIES = "families", _("Families")
    PARENTS = "parents", _("Parents")
    CHILDREN = "children", _("Children")
    YOUNG = "young", _("Young people")
    ADULTS = "adults", _("Adults")
    OLDER = "older", _("Older people")
    JOBSEEKERS = "jobseekers", _("Jobseekers")
    NEWCOMERS = "newcomers", _("New in Finland")


class Facts(models.Model):
    """Written on the original-language page, read from the `Activity` in every language."""

    kind = models.CharField(_("kind"), max_length=30, choices=Kind.choices, default=Kind.ACTIVITY)
    themes = ChoicesField(
        models.CharField(max_length=30, choices=Theme.choices),
        verbose_name=_("themes"),
        default=list,
        blank=True,
    )
    audiences = ChoicesField(
        models.CharField(max_length=30, choices=Audience.choices),
        verbose_name=_("for whom"),
        default=list,
        blank=True,
    )
    languages = ChoicesField(
        models.CharField(max_length=10, choices=spoken_choices),
        verbose_name=_("languages in which it is held"),
        default=list,
        blank=True,
    )
    is_online = models.BooleanField(_("held online"), default=False)
    venue = models.CharField(_("place"), max_length=200, blank=True)
    street_address = models.CharField(_("street address"), max_length=200, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=10, blank=True)
    municipality = models.ForeignKey(
        Area,
        verbose_name=_("municipality"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"kind": "municipality"},
        related_name="+",
    )
    price_cents = models.PositiveIntegerField(
        _("price in cents"), default=0, help_text=_("0 when it costs nothing.")
    )
    capacity = models.PositiveIntegerField(
        _("places"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    contact_phone = models.CharField(_("phone number"), max_length=40, blank=True)
    contact_email = models.EmailField(_("e-mail address"), blank=True)
    takes_referrals = models.BooleanField(
        _("takes referrals"),
        default=False,
        help_text=_("Authorities may refer their clients to this activity."),
    )

    class Meta:
        abstract = True

    @classmethod
    def fact_names(cls) -> list[str]:
        """The names of the fields that publishing copies."""
        return [field.name for field in Facts._meta.local_fields]
