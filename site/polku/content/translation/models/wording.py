"""What is recorded of a page's public text and of what it is a translation of; the states follow
from it (`states`)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision


class Wording(models.Model):
    """A text that the public saw, or that was given to translators, as a digest of its words.

    Texts that differ only in small things share a version.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="wordings")
    digest = models.CharField(max_length=64)
    version = models.PositiveIntegerField()
    is_current = models.BooleanField(default=False)
    # When the public first saw this version; it counts from anew when the text comes back.
    since = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("wording")
        verbose_name_plural = _("wordings")
        constraints = [
            models.UniqueConstraint(fields=["page", "digest"], name="one_wording_a_text"),
            models.UniqueConstraint(
                fields=["page"], condition=Q(is_current=True), name="one_current_wording_a_page"
            ),
        ]

    def __str__(self):
        return f"{self.page_id} v{self.version}"


class Standing(models.Model):
    """What a page says as a translation; an original has none.

    `says`: the wording of its source that it said in full when it was last published or checked;
    None where it never did, or where the source is gone for good. `is_partial`: the public sees
    words of the source in it that nobody has translated. `is_machine`: there are words in it that
    a machine translated and nobody has checked.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="standing")
    says = models.ForeignKey(Wording, on_delete=models.SET_NULL, null=True, related_name="said_by")
    is_partial = models.BooleanField(default=False)
    is_machine = models.BooleanField(default=False)
    said_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("standing of a translation")
        verbose_name_plural = _("standings of translations")

    def __str__(self):
        return f"{self.page_id} says {self.says_id}"


class MinorEdit(models.Model):
    """A revision whose change is small, so its editor says: when it is published, translations
    stay as they are. It goes with the revision, through review and until a later date, and is
    used once; the page knows nothing of it."""

    revision = models.OneToOneField(Revision, on_delete=models.CASCADE, related_name="minor_edit")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("minor edit")
        verbose_name_plural = _("minor edits")

    def __str__(self):
        return f"{self.revision_id}"
