"""The first page of the site."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from polku.base import fallback, sites
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
        if own := self._own_page(path_components, reader):
            return RouteResult(own)
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

    def _own_page(self, components: list[str], reader: str) -> BasePage | None:
        """What is at this address in the reader's language, where it is of a type of ours: in two
        queries, where Wagtail asks twice for each page on the way down."""
        if not components:
            return None
        address = self.url_path + "".join(f"{one}/" for one in components)
        # The slug has an index.
        named = Page.objects.filter(slug=components[-1], url_path=address, live=True)
        found = named.order_by("pk").values_list("pk", "content_type").first()
        model = found and ContentType.objects.get_for_id(found[1]).model_class()
        if not (model and issubclass(model, BasePage)):
            return None
        # Whether it is a translation is asked of each page that is read.
        page = model.objects.select_related("standing").get(pk=found[0])
        page.locale = sites.locales()[page.locale_id]
        return page if page.language == reader else None

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "question": first_question.asked(self, get_language()),
            "activities": highlights.upcoming(get_language()),
            "news": NewsPage.cards(NewsPage.objects.current().for_reader(get_language())[:3]),
        }
