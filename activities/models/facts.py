"""The facts of an activity: what is true of it in every language."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from orgs.models import Area
from polku.base.fields import CentsField, ChoicesField
from polku.base.languages import spoken_choices
from polku.base.positions import Position, PositionField, stored

from .sign_up import SignUpFacts
from .vocabulary import (
    Answer,
    Attendance,
    Audience,
    ChildCare,
    FinalTest,
    Joining,
    Kind,
    Level,
    Theme,
)

# Asked of courses only; what stands in them for another kind is kept, but not published.
COURSE_FACTS = (
    "level_from",
    "level_to",
    "apply_from",
    "apply_until",
    "total_hours",
    "hours_per_week",
    "final_test",
)


class Facts(SignUpFacts):
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
    age_from = models.PositiveSmallIntegerField(
        _("youngest age"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    age_to = models.PositiveSmallIntegerField(
        _("oldest age"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    level_from = models.CharField(
        _("language skills needed"), max_length=10, choices=Level.choices, blank=True
    )
    level_to = models.CharField(
        _("language skills reached"), max_length=10, choices=Level.choices, blank=True
    )
    apply_from = models.DateField(_("application time begins"), null=True, blank=True)
    apply_until = models.DateField(_("application time ends"), null=True, blank=True)
    total_hours = models.PositiveSmallIntegerField(
        _("hours in all"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    hours_per_week = models.PositiveSmallIntegerField(
        _("hours a week"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(80)],
    )
    final_test = models.CharField(
        _("test at the end"), max_length=30, choices=FinalTest.choices, blank=True
    )
    attendance = models.CharField(
        _("how people take part"),
        max_length=20,
        choices=Attendance.choices,
        default=Attendance.IN_PERSON,
    )
    meeting_link = models.URLField(
        _("link to the meeting"),
        max_length=500,
        blank=True,
        help_text=_("Everybody sees it. Leave it empty when you send it only to participants."),
    )
    venue = models.CharField(_("place"), max_length=200, blank=True)
    street_address = models.CharField(_("street address"), max_length=200, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=10, blank=True)
    position = PositionField(
        _("on the map"),
        help_text=_(
            "Two numbers, such as 60.1699, 24.9384, or the link of the place on a map: open the "
            "map, press long on the place, and copy."
        ),
    )
    municipality = models.ForeignKey(
        Area,
        verbose_name=_("municipality"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"kind": "municipality"},
        related_name="+",
    )
    step_free = models.CharField(
        _("can be reached without steps"),
        max_length=10,
        choices=Answer.choices,
        blank=True,
    )
    child_care = models.CharField(
        _("child care"), max_length=20, choices=ChildCare.choices, blank=True
    )
    price_cents = CentsField(
        _("price in euros"), default=0, help_text=_("0 when it costs nothing.")
    )
    capacity = models.PositiveIntegerField(
        _("places"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    joining = ChoicesField(
        models.CharField(max_length=20, choices=Joining.choices),
        verbose_name=_("how to join"),
        default=list,
        blank=True,
    )
    joining_url = models.URLField(
        _("web address for joining"),
        max_length=500,
        blank=True,
        help_text=_("The address of your form, or of a page that tells how to join."),
    )
    contact_phone = models.CharField(_("phone number"), max_length=40, blank=True)
    contact_email = models.EmailField(_("e-mail address"), blank=True)
    takes_referrals = models.BooleanField(
        _("takes referrals"),
        default=False,
        help_text=_("Authorities may refer their clients to this activity."),
    )
    answer_within_days = models.PositiveSmallIntegerField(
        _("working days until you answer a referral"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    cover = models.ForeignKey(
        "base.SiteImage",
        verbose_name=_("picture"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        abstract = True

    @classmethod
    def fact_names(cls) -> list[str]:
        """The names of the fields that publishing copies."""
        return [field.name for field in Facts._meta.local_fields]

    @property
    def where(self) -> Position | None:
        """Its coordinates, where they are known."""
        return stored(self.position)

    @property
    def is_course(self) -> bool:
        return self.kind == Kind.COURSE

    def published_value(self, name: str):
        """What is published of the fact with this name, as the column holds it."""
        field = self._meta.get_field(name)
        if name in COURSE_FACTS and not self.is_course:
            return field.get_default()
        return getattr(self, field.attname)

    def clean(self):
        """Facts that contradict each other; holds for drafts too."""
        super().clean()
        contradictions = self.contradictions_of_sign_up()
        if self.is_course:
            contradictions |= self._contradictions_of_course()
        if None not in (self.age_from, self.age_to) and self.age_to < self.age_from:
            contradictions["age_to"] = gettext(
                "The oldest age is below the youngest one. Change one of them."
            )
        if Joining.WORKER in self.joining and (len(self.joining) > 1 or self.sign_up):
            contradictions["joining"] = gettext(
                "People join either only through a worker or also on their own. Choose one."
            )
        if contradictions:
            raise ValidationError(contradictions)

    def _contradictions_of_course(self) -> dict[str, str]:
        found = {}
        levels = ["", *Level.values]
        if self.level_to and levels.index(self.level_to) < levels.index(self.level_from):
            found["level_to"] = gettext(
                "The level reached is lower than the level needed, %(level)s."
            ) % {"level": self.level_from}
        if self.apply_from and self.apply_until and self.apply_until < self.apply_from:
            found["apply_until"] = gettext(
                "The application time ends before it begins. Change one of the dates."
            )
        return found

    def gaps(self) -> dict[str, str]:
        """What a draft may lack but a published activity may not: a sentence by field."""
        found = {}
        if Joining.PHONE in self.joining and not self.contact_phone:
            found["contact_phone"] = gettext("Write the phone number that people call to join.")
        if Joining.EMAIL in self.joining and not self.contact_email:
            found["contact_email"] = gettext(
                "Write the e-mail address to which people write to join."
            )
        if Joining.WEB in self.joining and not self.joining_url:
            found["joining_url"] = gettext("Write the web address of the form.")
        if Joining.WORKER in self.joining and not self.takes_referrals:
            found["takes_referrals"] = gettext(
                "People join only through a worker, so say that you take referrals, or choose "
                "another way to join."
            )
        return found
