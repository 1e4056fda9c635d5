"""What an organiser asks besides."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.models import Activity


class Question(models.Model):
    """One question of the form, in the original language of the activity."""

    class Kind(models.TextChoices):
        TEXT = "text", _("A short text")
        CHOICE = "choice", _("One of some choices")
        YES_NO = "yes_no", _("Yes or no")

    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="sign_up_questions"
    )
    position = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(_("question"), max_length=200)
    kind = models.CharField(
        _("how it is answered"), max_length=10, choices=Kind.choices, default=Kind.TEXT
    )
    choices = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    required = models.BooleanField(_("must be answered"), default=False)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return f"question {self.pk} of activity {self.activity_id}"
