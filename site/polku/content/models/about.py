"""Pages about the site itself: how accessible it is, what it keeps of its readers."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from polku.base.fields import BlocksField
from polku.base.pages import BasePage
from polku.content.blocks import ContentBlocks


class AboutPage(BasePage):
    """Linked at the foot of every page, in the order in which they stand below the home page."""

    summary = models.TextField(_("in short"), max_length=400, blank=True)
    body = BlocksField(ContentBlocks(), verbose_name=_("text"), blank=True)

    template = "content/about_page.html"
    parent_page_types = ["content.HomePage"]
    subpage_types = []
    content_panels = [*BasePage.content_panels, FieldPanel("summary"), FieldPanel("body")]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("page about the site")
        verbose_name_plural = _("pages about the site")
