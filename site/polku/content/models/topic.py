"""A page that gathers what belongs to one topic."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from polku.base.fields import BlocksField
from polku.base.pages import BasePage
from polku.content.blocks import ContentBlocks, LinkBlocks


class TopicPage(BasePage):
    """An introduction, links that come first, a text and lists of activities."""

    intro = models.TextField(
        _("in short"), max_length=400, help_text=_("What one finds here, in a sentence or two.")
    )
    featured_links = BlocksField(
        LinkBlocks(),
        verbose_name=_("look here first"),
        blank=True,
        max_num=8,
        help_text=_("The most important pages on this topic, at most eight."),
    )
    body = BlocksField(
        ContentBlocks(),
        verbose_name=_("text"),
        blank=True,
        help_text=_("The block “Activities” shows what happens next on this topic."),
    )

    template = "content/topic_page.html"
    parent_page_types = ["content.HomePage", "orgs.OrganisationPage"]
    # Names only: that package stands above this one.
    subpage_types = ["activities.ListingPage"]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("intro"),
        FieldPanel("featured_links"),
        FieldPanel("body"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("intro"),
        index.SearchField("featured_links"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("topic page")
        verbose_name_plural = _("topic pages")
