"""What an organiser asks besides."""

from dataclasses import dataclass

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.models import Activity


@dataclass(frozen=True)
class Wording:
    """Some words, and the language in which they are."""

    text: str
    language: str


class Question(models.Model):
    """One question of the form, in the language in which the organiser writes.

    Who signed up keeps what was asked beside what was answered (`SignUp.answers`): a question can
    be changed and deleted at any time.
    """

    class Kind(models.TextChoices):
        TEXT = "text", _("A short text")
        CHOICE = "choice", _("One of some choices")
        YES_NO = "yes_no", _("Yes or no")
        NUMBER = "number", _("A number")

    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="sign_up_questions"
    )
    position = models.PositiveSmallIntegerField(default=0)
    # That of the activity's original when the question was written.
    language = models.CharField(max_length=10)
    label = models.CharField(_("question"), max_length=200)
    kind = models.CharField(
        _("how it is answered"), max_length=10, choices=Kind.choices, default=Kind.TEXT
    )
    choices = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    required = models.BooleanField(_("must be answered"), default=False)
    # {language: {words as they are above: the same in that language}}. Words that were changed have
    # no translation, rather than that of what they said before.
    translations = models.JSONField(default=dict)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return f"question {self.pk} of activity {self.activity_id}"

    @property
    def words(self) -> list[str]:
        """All that there is to translate."""
        return [self.label, *self.choices]

    def lacks(self, language: str) -> int:
        """How many of its words are not in that language."""
        if language == self.language:
            return 0
        known = self.translations.get(language, {})
        return sum(text not in known for text in self.words)

    def worded(self, text: str, language: str) -> Wording:
        """One of its words for a reader of that language; the original where it lacks."""
        found = self.translations.get(language, {}).get(text)
        if found:
            return Wording(found, language)
        return Wording(text, self.language)
