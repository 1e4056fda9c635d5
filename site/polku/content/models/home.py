"""The first page of the site."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from polku.base.fields import BlocksField
from polku.base.pages import BasePage
from polku.content import highlights
from polku.content.blocks import ContentBlocks

from .news import NewsPage


class HomePage(BasePage):
    """The first page of the site in one language."""

    greeting = models.CharField(_("greeting"), max_length=120)
    lead = models.TextField(_("lead"), max_length=400, blank=True)
    body = BlocksField(ContentBlocks(), verbose_name=_("text"), blank=True)

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
            "activities": highlights.upcoming(self.language),
            "news": NewsPage.cards(NewsPage.objects.current().in_language(self.language)[:3]),
        }
