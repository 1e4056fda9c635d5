"""Facts of signing up on this site, for activities that want it."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from polku.base.fields import ChoicesField

from .vocabulary import Along, AskedContact, SigningUp


class SignUpFacts(models.Model):
    """Whether people sign up here, for what, and what they are asked; how many places there are is
    said by `capacity`."""

    sign_up = models.CharField(
        _("sign-up on this site"), max_length=10, choices=SigningUp.choices, blank=True
    )
    sign_up_waiting_list = models.BooleanField(
        _("keep a waiting list"),
        default=True,
        help_text=_("When all places are taken. Who waits is offered a place that becomes free."),
    )
    sign_up_from = models.DateField(_("sign-up begins"), null=True, blank=True)
    sign_up_until = models.DateField(_("last day of sign-up"), null=True, blank=True)
    sign_up_hours_before = models.PositiveSmallIntegerField(
        _("sign-up closes so many hours before a date"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(336)],
        help_text=_("Left empty, people can sign up until it begins."),
    )
    sign_up_along = ChoicesField(
        models.CharField(max_length=20, choices=Along.choices),
        verbose_name=_("who may come along"),
        default=list,
        blank=True,
        help_text=_("Each of them takes a place too."),
    )
    sign_up_contact = models.CharField(
        _("phone number or e-mail address"),
        max_length=10,
        choices=AskedContact.choices,
        blank=True,
        help_text=_("Who gives none gets a code, with which they look after their place."),
    )

    class Meta:
        abstract = True

    @property
    def is_signed_up_by_date(self) -> bool:
        return self.sign_up == SigningUp.DATE

    def contradictions_of_sign_up(self) -> dict[str, str]:
        if self.sign_up_from and self.sign_up_until and self.sign_up_until < self.sign_up_from:
            return {
                "sign_up_until": gettext(
                    "The sign-up ends before it begins. Change one of the dates."
                )
            }
        return {}
