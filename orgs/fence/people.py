"""Lists can be narrowed to what a person wrote, locked or sent to review: the persons on offer are
those whom the user knows."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.views.pages import listing
from wagtail.admin.views.reports import locked_pages, workflows

from orgs.models import User

from . import sight

# Wagtail's filters by person: the class, and the names of its filters.
FILTERS = (
    (listing.PageFilterSet, ("owner", "edited_by")),
    (listing.GenericPageFilterSet, ("owner", "edited_by")),
    (locked_pages.LockedPagesReportFilterSet, ("locked_by",)),
    (workflows.WorkflowReportFilterSet, ("requested_by",)),
)


def known_to(user: User, people: QuerySet[User]) -> QuerySet[User]:
    return people.filter(pk__in=sight.people_in_sight(user).values("pk"))


def keep() -> None:
    for filters, names in FILTERS:
        for name in names:
            one = filters.base_filters[name]
            one.queryset = _limited(one.queryset)


def _limited(everyone: Callable) -> Callable[[HttpRequest], QuerySet[User]]:
    def offered(request: HttpRequest) -> QuerySet[User]:
        return known_to(request.user, everyone(request))

    return offered
