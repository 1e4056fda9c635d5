"""The bin of deleted pages, as far as everything must know of it: a page in it is found nowhere.

`polku.content.upkeep` fills and empties it. It is a page beside the sites, so nothing in it has an
address; its `url_path` tells without a query whether a page lies in it.
"""

from django.db.models import QuerySet
from wagtail.models import Page

SLUG = "_bin"
URL_PATH = f"/{SLUG}/"


def is_binned(page: Page) -> bool:
    """Whether the page is the bin or lies in it."""
    return page.url_path.startswith(URL_PATH)


def without_bin(pages: QuerySet) -> QuerySet:
    """The pages of the queryset that were not deleted."""
    # By a subquery, which the search backend takes as well.
    binned = Page.objects.filter(url_path__startswith=URL_PATH).order_by()
    return pages.exclude(pk__in=binned.values("pk"))
