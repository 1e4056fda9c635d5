"""Links that lead nowhere: to other sites, and inside this one."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, F, IntegerField, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex

from orgs.models import User
from polku.base import fallback
from polku.content.upkeep.models import LinkPlace
from polku.content.upkeep.rules.links import DAYS_UNTIL_BROKEN, WORKS_FOR

from .owners import own_pages


def broken(user: User) -> QuerySet[LinkPlace]:
    """Links to other sites on the user's own public pages that failed on several days, unless an
    editor has said that they work."""
    believed = timezone.now() - WORKS_FOR
    return (
        LinkPlace.objects.filter(
            Q(works_since__isnull=True) | Q(works_since__lt=believed),
            page__in=fallback.offered(own_pages(user).filter(live=True)).order_by(),
            link__failed_days__gte=DAYS_UNTIL_BROKEN,
        )
        .select_related("link", "page", "page__locale")
        .order_by("page__title", "page_id", "pk")
    )


@dataclass(frozen=True)
class InnerLink:
    """`target`: the page it leads to, which is not public; None where it is gone for good."""

    page: Page
    content_path: str
    target: Page | None


def inner_broken(user: User) -> list[InnerLink]:
    """Links on the user's own public pages to pages of this site that are not public."""
    references = _to_pages().filter(
        source__in=fallback.offered(own_pages(user).filter(live=True)).order_by().values("pk")
    )
    references = references.filter(~Exists(Page.objects.filter(pk=OuterRef("target"), live=True)))
    rows = list(references.order_by("source", "content_path"))
    keys = {row.source for row in rows} | {row.target for row in rows}
    pages = Page.objects.select_related("locale").in_bulk(keys)
    return [
        InnerLink(pages[row.source], row.content_path, pages.get(row.target))
        for row in rows
        if row.source in pages
    ]


def leading_to(page: Page) -> list[Page]:
    """The public pages with a link to this one or to one below it, those below it left out."""
    below = page.get_descendants(inclusive=True).order_by()
    references = _to_pages().filter(target__in=below.values("pk"))
    return list(
        Page.objects.filter(pk__in=references.values("source"), live=True)
        .exclude(pk__in=below.values("pk"))
        .order_by("title", "pk")
    )


def _to_pages() -> QuerySet[ReferenceIndex]:
    """References from pages to pages, with both keys as numbers."""
    pages = ContentType.objects.get_for_model(Page)
    return ReferenceIndex.objects.filter(base_content_type=pages, to_content_type=pages).annotate(
        source=Cast(F("object_id"), IntegerField()), target=Cast(F("to_object_id"), IntegerField())
    )
