"""The first page of the site."""

from django.db import models
from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.url_routing import RouteResult

from polku.base import fallback
from polku.base.fields import BlocksField
from polku.base.pages import BasePage
from polku.content import first_question, highlights
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

    def route(self, request, path_components):
        """What is not in the reader's language is found in another one, at the same address."""
        reader = get_language()
        try:
            found = super().route(request, path_components)
        except Http404:
            page = fallback.page_at(self, path_components, reader)
        else:
            page = found.page.specific
            # A page of a type that is not ours is of its own tree.
            if not isinstance(page, BasePage) or page.language == reader:
                return found
            page = fallback.nearest(page, reader)
        if page is None:
            raise Http404
        request.page_found_elsewhere = True
        return RouteResult(page.specific)

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "question": first_question.asked(self, get_language()),
            "activities": highlights.upcoming(get_language()),
            "news": NewsPage.cards(NewsPage.objects.current().for_reader(get_language())[:3]),
        }
