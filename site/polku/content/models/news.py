"""News: short, dated, and gone when they are old."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import PageManager, PageQuerySet
from wagtail.search import index

from orgs.queries import organisation_page_above
from polku.base import fallback, languages, page_cache
from polku.base.fields import BlocksField
from polku.base.pages import BasePage
from polku.content.blocks import ContentBlocks

SHOWN_FOR = timedelta(days=92)
LONGEST = timedelta(days=366)


def _next_expiry(now: datetime) -> datetime | None:
    return NewsPage.objects.filter(live=True, expire_at__gt=now).aggregate(
        first=models.Min("expire_at")
    )["first"]


class NewsQuerySet(PageQuerySet):
    def current(self) -> "NewsQuerySet":
        """Live news that have not expired, newest first. The clock decides, not the job that
        unpublishes."""
        page_cache.until(_next_expiry)
        return (
            self.live()
            .filter(Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now()))
            .filter(alias_of__isnull=True)
            .select_related("locale")
            .order_by("-first_published_at", "-pk")
        )

    def for_reader(self, reader: str) -> "NewsQuerySet":
        """Each once, in the reader's language where it is in that."""
        return fallback.chosen(self, reader)


class NewsPage(BasePage):
    """One piece of news of the site or of an organisation; `expire_at` is always set."""

    summary = models.TextField(
        _("in short"), max_length=300, help_text=_("What is new, for whom, and from when.")
    )
    body = BlocksField(ContentBlocks(), verbose_name=_("text"), blank=True)

    objects = PageManager.from_queryset(NewsQuerySet)()

    template = "content/news_page.html"
    parent_page_types = ["content.HomePage", "orgs.OrganisationPage"]
    subpage_types = []
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel(
            "expire_at",
            heading=_("Shown until"),
            help_text=_(
                "On this day the news leaves the site by itself. Empty means three months from "
                "now; a year is the longest."
            ),
        ),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news")

    def clean(self):
        super().clean()
        self._set_expiry()
        if self.expire_at > timezone.now() + LONGEST:
            raise ValidationError(
                {"expire_at": _("News are shown for a year at most. Choose an earlier day.")}
            )

    def save(self, *args, **kwargs):
        self._set_expiry()
        return super().save(*args, **kwargs)

    def _set_expiry(self) -> None:
        if self.expire_at is None:
            self.expire_at = timezone.now() + SHOWN_FOR

    def get_context(self, request, *args, **kwargs):
        siblings = NewsPage.objects.current().filter(
            pk__in=fallback.children(self.get_parent()).values("pk")
        )
        others = siblings.exclude(translation_key=self.translation_key).for_reader(get_language())
        return super().get_context(request, *args, **kwargs) | {
            "organisation_page": organisation_page_above(self),
            "others": self.cards(others[:3]),
        }

    @staticmethod
    def cards(news: Iterable["NewsPage"]) -> list[dict]:
        """For templates/components/page_card.html."""
        return [
            {
                "url": fallback.address(page, get_language()),
                "title": page.title,
                "summary": page.summary,
                "date": page.first_published_at,
                "lang": page.language,
                "dir": languages.direction(page.language),
                "is_fallback": page.language != get_language(),
            }
            for page in news
        ]
