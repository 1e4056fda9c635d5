"""Links to other sites, and whether they still lead anywhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class ExternalLink(models.Model):
    """One address outside, whichever pages link to it.

    It is broken when it failed on several days (`rules.links.DAYS_UNTIL_BROKEN`); the first success
    makes all forgotten.
    """

    class Reason(models.TextChoices):
        NO_HOST = "no_host", _("There is no site of this name.")
        REFUSED = "refused", _("The site does not answer.")
        SLOW = "slow", _("The site takes too long to answer.")
        CERTIFICATE = "certificate", _("Browsers warn of this site: its certificate is wrong.")
        LOOP = "loop", _("The site sends its visitors in circles.")
        MISSING = "missing", _("The site says that this page does not exist.")
        SERVER_ERROR = "server_error", _("The site is out of order.")
        INNER = "inner", _("The address is inside a private network.")
        MALFORMED = "malformed", _("This is not a whole address.")

    address = models.TextField()
    # SHA-256 of the address: addresses are longer than an index takes.
    digest = models.CharField(max_length=64, unique=True)
    host = models.CharField(max_length=255)
    checked_at = models.DateTimeField(null=True)
    next_check_at = models.DateTimeField()
    reason = models.CharField(max_length=20, choices=Reason.choices, blank=True)
    status_code = models.PositiveSmallIntegerField(null=True)
    failed_first_on = models.DateField(null=True)
    failed_last_on = models.DateField(null=True)
    failed_days = models.PositiveSmallIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("link to another site")
        verbose_name_plural = _("links to other sites")
        indexes = [models.Index(fields=["next_check_at"], name="link_check_due")]

    def __str__(self):
        return self.address


class LinkPlace(models.Model):
    """Where a page has the link."""

    link = models.ForeignKey(ExternalLink, on_delete=models.CASCADE, related_name="places")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="external_links")
    # The field, and for a block its id: as Wagtail's editor finds it ("body.<id>").
    content_path = models.CharField(max_length=255)
    # An editor of the page has tried the link, and it works for them.
    works_since = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["link", "page", "content_path"], name="one_row_a_place_of_a_link"
            )
        ]

    def __str__(self):
        return f"{self.page_id} {self.content_path}"
