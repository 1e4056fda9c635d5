"""Finding activities: one question, answered as a list, day by day, or by month."""

from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from activities import queries
from activities.forms.search import ActivitySearch
from activities.queries import facets
from activities.queries.asked import Order, Weekday
from polku.base import page_cache
from polku.base.templatetags.presentation import short_weekdays
from polku.content.visits.services import VAIN

PAGE_SIZE = 25
DAYS_ON_A_PAGE = 7


def _normal_of_month(query: QueryDict) -> str | None:
    """The question in its one form, with the month that is shown."""
    asked, first = queries.normal(query), _read_month(query.get("month", ""))
    said = f"month={first:%Y-%m}" if first else ""
    return None if asked is None else page_cache.joined(asked, said)


@page_cache.asks(queries.normal_of_page)
@require_safe
def activity_list(request: HttpRequest) -> HttpResponse:
    asked = Asked(request, "list")
    found = Paginator(queries.find(asked.filters, asked.reader, asked.sought), PAGE_SIZE)
    found.count = asked.counts.total
    page = found.get_page(request.GET.get("page"))
    return asked.answer(
        activities=queries.cards(page.object_list, asked.reader, asked.filters), page_obj=page
    )


@page_cache.asks(queries.normal_of_page)
@require_safe
def by_day(request: HttpRequest) -> HttpResponse:
    asked = Asked(request, "days")
    found = Paginator(queries.days_with_dates(asked.filters, asked.reader), DAYS_ON_A_PAGE)
    page = found.get_page(request.GET.get("page"))
    return asked.answer(
        days=[
            {"day": day, "more_url": asked.of_day(day.date)}
            for day in queries.days(asked.filters, asked.reader, page.object_list)
        ],
        page_obj=page,
        without_dates=queries.without_dates(asked.filters, asked.reader),
    )


@page_cache.asks(_normal_of_month)
@require_safe
def by_month(request: HttpRequest) -> HttpResponse:
    asked = Asked(request, "month")
    first, last = queries.months()
    shown = _read_month(request.GET.get("month", ""))
    if shown is None or not first <= shown <= last:
        shown = (queries.first_day(asked.filters, asked.reader) or first).replace(day=1)
    asked.more = {"month": f"{shown:%Y-%m}"}
    today = timezone.localdate()
    month = queries.month(asked.filters, asked.reader, shown)
    next_day = None
    if month.is_empty:
        next_day = queries.first_day(asked.filters, asked.reader, after=_next(shown))
    return asked.answer(
        month=month,
        weekdays=[
            {"name": weekday.label, "short": short}
            for weekday, short in zip(Weekday, short_weekdays(), strict=True)
        ],
        weeks=[
            {
                "number": next(day.date for day in week if day).isocalendar().week,
                "days": [day and {"day": day, "more_url": asked.of_day(day.date)} for day in week],
            }
            for week in month.weeks
            if any(day and day.date >= today for day in week)
        ],
        today=today,
        previous=asked.of_month(_previous(shown)) if shown > first else None,
        next=asked.of_month(_next(shown)) if shown < last else None,
        next_with_dates=asked.of_month(next_day.replace(day=1)) if next_day else None,
        without_dates=queries.without_dates(asked.filters, asked.reader),
    )


class Asked:
    """The question of an address, and what all its answers have around them.

    `more`: what the address says besides the question, such as the month that is shown.
    """

    def __init__(self, request: HttpRequest, view: str):
        self.request, self.view = request, view
        self.reader = get_language()
        self.form = ActivitySearch(request.GET)
        self.filters = self.form.filters
        words = self.filters.words
        self.sought = queries.understood(words, self.reader) if words else None
        self.counts = facets.counted(self.filters, self.reader, sought=self.sought)
        self.more: dict[str, str] = {}

    def answer(self, **context) -> HttpResponse:
        if not self.counts.total:
            page_cache.remark(VAIN, self.filters.facets, self.filters.words)
        shown = facets.shown(self.filters, self.counts, self.reader)
        panels = self.form.panels(shown)
        context |= {
            "form": self.form,
            "path": reverse(f"activities:{self.view}"),
            "first_panels": [panel for panel in panels if panel.is_first],
            "more_panels": [panel for panel in panels if not panel.is_first],
            "more_chosen": sum(panel.number_chosen for panel in panels if not panel.is_first),
            "kept": self.more | ({"order": self.filters.order} if self.filters.order else {}),
            "active_filters": [
                {"label": one.label, "remove_url": self.address(one.without)}
                for one in facets.chosen(self.filters, shown)
            ],
            "clear_url": self.address(queries.Filters()),
            "views": self._views(),
            "orders": self._orders(),
            "count": self.counts.total,
            "loosened": [
                {"labels": one.labels, "count": one.count, "url": self.address(one.without)}
                for one in facets.loosened(self.filters, self.counts, shown)
                if not self.counts.total
            ],
            "words": self.filters.words,
            "meant": self._meant(),
            "without_words_url": self.address(self.filters.but(words="")),
            "list_url": self.address(self.filters, "list"),
            "query": self.filters.query_string(),
            "asked": QueryDict(self.filters.query_string()),
            "ignored_notice": _ignored_notice(self.form.ignored),
        }
        return render(self.request, f"activities/find/{self.view}.html", context)

    def address(self, filters: queries.Filters, view: str = "", **more: str) -> str:
        """Of another question, or of another view of one."""
        more = more or ({} if view else self.more)
        query = "&".join(filter(None, [filters.query_string(), urlencode(more)]))
        path = reverse(f"activities:{view or self.view}")
        return f"{path}?{query}" if query else path

    def of_day(self, day: date) -> str:
        """The same question for one day."""
        return self.address(self.filters.but(periods=(), since=day, until=day), "list")

    def of_month(self, first: date) -> dict:
        return {
            "first": first,
            "url": self.address(self.filters, self.view, month=f"{first:%Y-%m}"),
        }

    def _meant(self) -> dict | None:
        """Other words, where these find nothing."""
        words = self.filters.words
        if self.counts.total or not words:
            return None
        better = queries.did_you_mean(words, self.reader, self.filters)
        return better and {"words": better, "url": self.address(self.filters.but(words=better))}

    def _views(self) -> list[dict]:
        """The tabs: the other views of the same question."""
        return [
            {
                "label": label,
                "icon": icon,
                "url": self.address(self.filters, view),
                "is_current": view == self.view,
            }
            for view, label, icon in (
                ("list", _("List"), "list"),
                ("days", _("By day"), "clock"),
                ("month", _("Month"), "calendar"),
                *([("map", _("Map"), "place")] if settings.POLKU_MAP_TILES else []),
            )
        ]

    def _orders(self) -> list[dict]:
        """Without words nothing matches better; days have an order of their own."""
        if not self.filters.words or self.view != "list":
            return []
        return [
            {
                "label": order.label,
                "url": self.address(self.filters.but(order=order.value)),
                "is_current": self.filters.is_by_match == (order == Order.BEST),
            }
            for order in (Order.BEST, Order.SOONEST)
        ]


def _read_month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None


def _previous(first: date) -> date:
    return date(first.year - (first.month == 1), (first.month - 2) % 12 + 1, 1)


def _next(first: date) -> date:
    return date(first.year + (first.month == 12), first.month % 12 + 1, 1)


def _ignored_notice(labels: list[str]) -> str:
    """Which choices of the address we do not know."""
    if not labels:
        return ""
    return _("We do not know this choice, so it is left out: %(choices)s.") % {
        "choices": ", ".join(labels)
    }
