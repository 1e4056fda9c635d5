"""When a page was last found right, and when its owner is asked again."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Review(models.Model):
    """One a page; translations have none of their own: they are asked about with their original.

    `asked_at` and `reminded_at` tell of the mails about the date in `due_on`, so both are empty
    again when that date changes.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="review")
    # The last publication, or the last answer "still right".
    checked_at = models.DateTimeField()
    due_on = models.DateField(_("review date"))
    # Whether an editor chose the date; publishing does not move such a date while it lies ahead.
    is_chosen = models.BooleanField(default=False)
    asked_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        indexes = [models.Index(fields=["due_on"], name="review_due")]

    def __str__(self):
        return f"{self.page_id}: {self.due_on}"


class ReviewLink(models.Model):
    """The link in one mail. It works once, and only its digest is kept."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    # When this link, or another one about the same question, was used.
    used_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    def __str__(self):
        return f"{self.review_id} {self.made_at:%Y-%m-%d}"
