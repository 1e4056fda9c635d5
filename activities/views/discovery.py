"""What the pages of activities and of stored queries show besides themselves."""

from itertools import groupby
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from activities import queries
from activities.feeds.linked_data import of_activity
from activities.models import ActivityPage, ListingPage
from polku.base import page_cache


@page_cache.asks()
@require_safe
def activity_dates(request: HttpRequest, key: UUID) -> HttpResponse:
    """All dates of one activity that are still to come, month by month."""
    reader = get_language()
    found = queries.all_dates(key)
    card = next(iter(queries.cards([found[0]], reader)), None) if found else None
    if card is None:
        raise Http404
    context = {
        "activity": card,
        "months": [
            {"first": month, "dates": list(dates)}
            for month, dates in groupby(found[1], lambda when: when.starts.date().replace(day=1))
        ],
        "has_waiting_list": found[0].sign_up_waiting_list,
        "calendar": reverse("feeds:activity_calendar", kwargs={"language": reader, "key": key}),
    }
    return render(request, "activities/activity_dates.html", context)


def page_context(page: ActivityPage, request: HttpRequest) -> dict:
    """What the template of an activity page shows besides the page itself."""
    reader = get_language() or page.language
    is_draft = getattr(request, "is_preview", False)
    shown = queries.detail(page, reader, is_draft=is_draft)
    return {
        "key": page.translation_key,
        "address": request.build_absolute_uri(request.path),
        "similar": queries.similar(shown.activity, reader) if shown.activity else [],
        "text": {
            "title": page.title,
            "summary": page.summary,
            "body_html": page.body.render_as_block(),
            "language": page.language,
            "direction": page.direction,
            "directions": page.directions,
            "price_note": page.price_note,
            "cover_alt": page.cover_alt,
        },
        "facts": shown.facts,
        "organisation": shown.organisation,
        "state": shown.state,
        "calendar": _calendar_of(page, shown.facts.when_next, reader),
        "linked_data": of_activity(
            shown,
            title=page.title,
            summary=page.summary,
            url=request.build_absolute_uri(request.path),
            picture=request.build_absolute_uri(
                reverse("feeds:card", kwargs={"language": reader, "key": page.translation_key})
            ),
            absolute=request.build_absolute_uri,
        ),
    }


def _calendar_of(page: ActivityPage, dates: list[queries.When], reader: str) -> dict:
    """Where its dates are fetched, all and one by one; a draft has no such place."""
    named = {"language": reader, "key": page.translation_key}
    return {
        "address": reverse("feeds:activity_calendar", kwargs=named),
        "all": reverse("activities:dates", kwargs={"key": page.translation_key}),
        "data": reverse("feeds:activity_data", kwargs=named),
        "dates": [
            {
                "when": when,
                "address": reverse("feeds:date_calendar", kwargs=named | {"date": when.key}),
            }
            for when in dates
            if when.key
        ],
    }


def listing_context(page: ListingPage, request: HttpRequest) -> dict:
    """The activities that a stored query finds now, page by page."""
    reader = get_language() or page.language
    asked = queries.asked_by(page)
    found = Paginator(queries.found_by(page, reader), page.number).get_page(request.GET.get("page"))
    return {
        "activities": queries.cards(found.object_list, reader, asked),
        "count": found.paginator.count,
        "page_obj": found,
    }
