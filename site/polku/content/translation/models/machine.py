"""Machine translation: what was asked of it, what it has used, and the terms it has to use."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import Translation

from orgs.models import Organisation
from polku.base.languages import interface_choices


class MachineRun(models.Model):
    """One request to translate a page by machine, and what came of it.

    No text is kept here. Only one run of a translation is open at a time.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waits")
        RUNNING = "running", _("is being translated")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    class Fault(models.TextChoices):
        """Why a run has failed, or waits for its next attempt."""

        DOWN = "down", _("The translation service does not answer.")
        SLOW = "slow", _("The translation service takes too long to answer.")
        BUSY = "busy", _("The translation service has too much to do just now.")
        BROKEN = "broken", _("The translation service answers what cannot be read.")
        KEY = "key", _("The translation service does not accept the key of this site.")
        QUOTA = "quota", _("The translation service has translated all it may for this site.")
        REFUSED = (
            "refused",
            _("The translation service does not take this text or these languages."),
        )
        BUDGET = "budget", _("The words left for this month are too few.")
        OFF = "off", _("There is no machine translation between these languages on this site.")
        GONE = "gone", _("The page or its translation is not there any more.")
        MISTAKE = "mistake", _("This site has made a mistake. Its log says which.")
        PAGE = "page", _("The page does not take the translation. Open it and see what is marked.")

    translation = models.ForeignKey(
        Translation, on_delete=models.CASCADE, related_name="machine_runs"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    publish = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    fault = models.CharField(max_length=10, choices=Fault.choices, blank=True)
    # The name of the service.
    tool = models.CharField(max_length=40, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    # When to try next; while it runs, until when nobody else may take it up.
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    # Words of the original that were sent and answered, or may have been.
    words = models.PositiveIntegerField(default=0)
    # Texts that came in, and why others did not: {reason: number}.
    translated = models.PositiveIntegerField(default=0)
    refusals = models.JSONField(default=dict)

    wagtail_reference_index_ignore = True
    OPEN = (State.WAITING, State.RUNNING)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["translation"],
                condition=models.Q(state__in=["waiting", "running"]),
                name="one_open_run_a_translation",
            )
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(state__in=["waiting", "running"]),
                name="open_machine_runs",
            )
        ]

    def __str__(self):
        return f"{self.translation_id} {self.state}"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN


class WordUse(models.Model):
    """Words that an organisation had translated by machine in one month; without an organisation,
    those of the site's own pages."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, related_name="+"
    )
    # Its first day, by the clock of Helsinki.
    month = models.DateField()
    words = models.PositiveIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "month"],
                nulls_distinct=False,
                name="one_count_of_words_a_month",
            )
        ]

    def __str__(self):
        return f"{self.organisation_id} {self.month:%Y-%m}"


class GlossaryTerm(models.Model):
    """How a word or a name is always said in another language."""

    source_language = models.CharField(
        _("language of the term"), max_length=10, choices=interface_choices
    )
    term = models.CharField(
        _("term"),
        max_length=100,
        help_text=_("As it stands in texts. Add other forms of the word as terms of their own."),
    )
    target_language = models.CharField(
        _("language of the translation"), max_length=10, choices=interface_choices
    )
    translation = models.CharField(_("translation"), max_length=100)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("glossary")
        ordering = ["source_language", "target_language", "term"]
        constraints = [
            models.UniqueConstraint(
                Lower("term"),
                "source_language",
                "target_language",
                name="one_translation_of_a_term",
                violation_error_message=_("This term stands in the glossary already."),
            ),
            models.CheckConstraint(
                condition=~models.Q(source_language=models.F("target_language")),
                name="term_between_two_languages",
                violation_error_message=_("Choose two different languages."),
            ),
        ]

    def __str__(self):
        return f"{self.term} → {self.translation}"
