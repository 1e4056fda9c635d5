"""Pages that were deleted and can be taken back for a while."""

import uuid

from django.conf import settings
from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from orgs.models import Organisation


class Bin(Page):
    """Where deleted pages lie: beside the sites, so that nothing in it has an address."""

    is_creatable = False
    parent_page_types = []
    subpage_types = []
    private_page_options = []

    class Meta:
        verbose_name = _("bin")
        verbose_name_plural = _("bins")

    def route(self, request, path_components):
        raise Http404


class Deletion(models.Model):
    """What was deleted in one act, and comes back in one: a page with all below it, and where it
    is the original its translations with all below them."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(max_length=255)
    # None: a page of the site itself.
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, related_name="+"
    )
    deleted_at = models.DateTimeField()
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("deleted page")
        verbose_name_plural = _("deleted pages")
        ordering = ["-deleted_at", "-pk"]

    def __str__(self):
        return self.title


class BinnedPage(models.Model):
    """A page of a deletion that lies directly below the bin, and how it stood before.

    `state`: {primary key: what `services.bin` needs to bring that page back} of the page, of those
    below it and of the aliases of all these. `rights`: [group, page, permission].
    """

    deletion = models.ForeignKey(Deletion, on_delete=models.CASCADE, related_name="pages")
    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="binned")
    parent = models.ForeignKey(Page, on_delete=models.SET_NULL, null=True, related_name="+")
    # How many siblings stood before it.
    position = models.PositiveIntegerField(default=0)
    # In the bin the slug is another one: two organisations can have pages of the same slug.
    slug = models.CharField(max_length=255)
    state = models.JSONField(default=dict)
    rights = models.JSONField(default=list)

    wagtail_reference_index_ignore = True

    def __str__(self):
        return f"{self.page_id} in {self.deletion_id}"
