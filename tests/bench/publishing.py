"""What it costs to publish through the admin: queries above those of a stock page, and the time
that internal links take. All is taken back."""

import statistics
import time
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.db.models import Count
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from activities.models import ActivityPage
from polku.content.models import GuidePage
from tests.factories import admin_forms

from . import session
from .cases import LANGUAGE
from .queries import Queries
from .stock.models import StockPage

LINKS = 50
# Those of the text with links and of the one without take turns.
TURNS = 15


@dataclass(frozen=True)
class Publishing:
    """`queries`: those of publishing an activity, `stock_queries`: a stock page. Times are medians
    in milliseconds of publishing an activity with as much text, with and without links."""

    queries: int
    stock_queries: int
    with_links: float
    without_links: float

    def figures(self) -> dict[str, float]:
        return {
            **vars(self),
            "above_stock": self.queries - self.stock_queries,
            "links_ratio": self.with_links / self.without_links,
        }


def measure() -> Publishing:
    """Raises RuntimeError for a form that is refused."""
    with transaction.atomic():
        email = "publisher@bench.example"
        get_user_model().objects.create_superuser(email=email, password=None)
        client = Client(headers={"cookie": session.cookie_of(email)})
        result = _measure(client)
        transaction.set_rollback(True)
    return result


def _measure(client: Client) -> Publishing:
    page = _untranslated_page()
    stock = StockPage.objects.get()
    queries = _queries(client, page, admin_forms.activity_page(page))
    stock_queries = _queries(client, stock, admin_forms.plain_page(stock))
    targets = list(GuidePage.objects.filter(live=True).order_by("pk")[:LINKS])
    forms = [
        admin_forms.activity_page(page, admin_forms.paragraphs(LINKS, pages))
        for pages in ([], targets)
    ]
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(TURNS + 1):
        for form, taken in zip(forms, times, strict=True):
            began = time.perf_counter()
            _publish(client, page, form)
            if turn:  # the first one warms up
                taken.append(1000 * (time.perf_counter() - began))
    without_links, with_links = map(statistics.median, times)
    return Publishing(queries, stock_queries, with_links, without_links)


def _untranslated_page() -> ActivityPage:
    """One that has no translations, as the stock page: for each, Wagtail asks once more."""
    by_group = ActivityPage.objects.values("translation_key").annotate(pages=Count("pk"))
    alone = by_group.filter(pages=1).values("translation_key")
    found = ActivityPage.objects.filter(
        translation_key__in=alone, locale__language_code=LANGUAGE, live=True
    )
    return found.order_by("pk")[0]


def _queries(client: Client, page: Page, form: dict) -> int:
    """Of the second time, when what a process keeps in memory is there."""
    _publish(client, page, form)
    queries = Queries()
    with connection.execute_wrapper(queries.note):
        _publish(client, page, form)
    return queries.count


def _publish(client: Client, page: Page, form: dict) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = client.post(address, form | {"action-publish": "yes"})
    if answer.status_code != 302:
        raise RuntimeError(f"{address}: answered with {answer.status_code}")
