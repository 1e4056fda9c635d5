"""Pages that belong to the whole site."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from polku.base.blocks import TextBlocks
from polku.base.pages import BasePage

from . import highlights, navigation


class HomePage(BasePage):
    """The first page of the site in one language."""

    greeting = models.CharField(_("greeting"), max_length=120)
    lead = models.TextField(_("lead"), max_length=400, blank=True)
    body = StreamField(TextBlocks(), verbose_name=_("text"), blank=True)

    template = "content/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("greeting"),
        FieldPanel("lead"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "activities": highlights.upcoming(self.language)
        }


class GuidePage(BasePage):
    """A page of the basic-information guide; guide pages form a tree."""

    summary = models.TextField(_("in short"), max_length=400, blank=True)
    body = StreamField(TextBlocks(), verbose_name=_("text"), blank=True)

    template = "content/guide_page.html"
    parent_page_types = ["content.HomePage", "content.GuidePage"]
    subpage_types = ["content.GuidePage"]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("guide page")
        verbose_name_plural = _("guide pages")

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "contents": self.contents(),
            "guide_children": navigation.links(self.get_children(), current=self),
            "guide_siblings": navigation.links(self.get_siblings().type(GuidePage), current=self),
        }

    def contents(self) -> list[dict[str, str]]:
        """The table of contents: anchors and titles of this page's headings."""
        anchors = self.body.stream_block.headings(self.body)
        return [
            {"id": anchor, "title": self.body[place].value} for place, anchor in anchors.items()
        ]
