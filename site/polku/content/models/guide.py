"""The basic-information guide."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from polku.base import fallback
from polku.base.fields import BlocksField
from polku.base.pages import BasePage
from polku.content import municipalities, navigation
from polku.content.blocks import GuideBlocks


class GuidePage(BasePage):
    """A page of the basic-information guide; guide pages form a tree."""

    summary = models.TextField(_("in short"), max_length=400, blank=True)
    body = BlocksField(GuideBlocks(), verbose_name=_("text"), blank=True)

    template = "content/guide_page.html"
    parent_page_types = ["content.HomePage", "content.GuidePage"]
    subpage_types = ["content.GuidePage", "content.GuidancePointPage"]
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
        # Who has said where they live is not asked again on the next page of the guide.
        query = municipalities.query(request)
        return super().get_context(request, *args, **kwargs) | {
            "contents": self.contents(),
            "guide_children": navigation.links(fallback.children(self), current=self, query=query),
            "guide_siblings": navigation.links(
                fallback.children(self.get_parent()).type(GuidePage), current=self, query=query
            ),
        }

    def contents(self) -> list[dict[str, str]]:
        """The table of contents: anchors and titles of this page's headings."""
        anchors = self.body.stream_block.headings(self.body)
        return [
            {"id": anchor, "title": self.body[place].value} for place, anchor in anchors.items()
        ]
