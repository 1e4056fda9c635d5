"""What is at `/feeds/<language>/…`. The language is active already (polku.base.middleware)."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from activities import queries
from activities.forms.search import ActivitySearch
from polku.base import languages

from .answers import answer
from .calendars import calendar

CALENDAR = "text/calendar; charset=utf-8"
# Of a search: more than this nobody looks through, and a program would fetch it every few hours.
MOST_IN_CALENDAR = 500


def feed(view: Callable) -> Callable:
    """Only in languages of the site, and only for reading."""

    @require_safe
    @wraps(view)
    def guarded(request: HttpRequest, language: str, **kwargs) -> HttpResponse:
        if language not in languages.offered():
            raise Http404
        return view(request, language, **kwargs)

    return guarded


@feed
def activity_calendar(
    request: HttpRequest, language: str, key: UUID, date: UUID | None = None
) -> HttpResponse:
    """All dates of one activity, or one of them."""
    told = queries.told_of(key, language)
    if told is None or (date and date not in {one.key for one in told.dates}):
        raise Http404
    content = _calendar(request, [told], told.text.title, language, only=date)
    changed_at = max([told.changed_at, *(one.changed_at for one in told.dates)])
    return answer(request, content, CALENDAR, filename=f"{date or key}.ics", changed_at=changed_at)


@feed
def organisation_calendar(request: HttpRequest, language: str, key: UUID) -> HttpResponse:
    """All that an organisation offers."""
    found = queries.told_by(key, language)
    if found is None:
        raise Http404
    organisation, told = found
    content = _calendar(request, told, organisation.name, language)
    return answer(request, content, CALENDAR, filename=f"{organisation.slug}.ics")


@feed
def search_calendar(request: HttpRequest, language: str) -> HttpResponse:
    """What a search finds, by the same words and choices as on the list of activities."""
    form = ActivitySearch(request.GET, reader=language)
    told = queries.told_found(form.filters, language, MOST_IN_CALENDAR)
    content = _calendar(request, told, _title(form), language)
    return answer(request, content, CALENDAR, filename="polku.ics")


def _calendar(
    request: HttpRequest, told: list, name: str, language: str, only: UUID | None = None
) -> bytes:
    return calendar(
        told,
        name=name,
        reader=language,
        address=request.build_absolute_uri(),
        absolute=request.build_absolute_uri,
        only=only,
    )


def _title(form: ActivitySearch) -> str:
    """What a program calls the search."""
    asked = ", ".join(label for label, _without in form.active())
    return f"{_('Activities')}: {asked}" if asked else _("Activities")
