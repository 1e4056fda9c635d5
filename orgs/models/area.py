"""Areas of Finland: municipalities, regions, wellbeing services counties, employment areas."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class AreaKind(models.TextChoices):
    MUNICIPALITY = "municipality", _("municipality")
    REGION = "region", _("region")
    COUNTY = "county", _("wellbeing services county")
    EMPLOYMENT_AREA = "employment_area", _("employment area")


class Area(models.Model):
    """One area for the time in which it exists: lists change on 1 January of most years."""

    kind = models.CharField(_("kind"), max_length=20, choices=AreaKind.choices)
    code = models.CharField(_("code"), max_length=10, help_text=_("With its leading zeros."))
    name_fi = models.CharField(_("name in Finnish"), max_length=100)
    name_sv = models.CharField(_("name in Swedish"), max_length=100)
    name_en = models.CharField(_("name in English"), max_length=100)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        verbose_name=_("successor"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
    )
    part_of = models.ManyToManyField(
        "self", verbose_name=_("part of"), symmetrical=False, blank=True, related_name="parts"
    )

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        ordering = ["kind", "name_fi"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "code", "valid_from"], name="one_area_a_code_and_time"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="area_ends_after_it_begins",
            ),
        ]
        indexes = [
            GinIndex(fields=["name_fi"], name="area_name_trigrams", opclasses=["gin_trgm_ops"])
        ]

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        """In Swedish and Finnish for their readers, in English for all others."""
        language = get_language()
        return getattr(self, f"name_{language}" if language in ("fi", "sv") else "name_en")
