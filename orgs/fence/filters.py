"""By what a list can be narrowed: the persons, workflows and tasks that the user meets on their own
pages. Wagtail offers those of the whole site."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.views.pages.listing import GenericPageFilterSet, PageFilterSet
from wagtail.admin.views.reports.audit_logging import SiteHistoryReportFilterSet
from wagtail.admin.views.reports.locked_pages import LockedPagesReportFilterSet
from wagtail.admin.views.reports.workflows import (
    WorkflowReportFilterSet,
    WorkflowTasksReportFilterSet,
)
from wagtail.models import WorkflowTask

from orgs.models import User

from . import sight

_all_who_wrote = SiteHistoryReportFilterSet.get_users_queryset


def persons(user: User, everyone: QuerySet) -> QuerySet:
    return everyone.filter(pk__in=sight.people_in_sight(user).values("pk"))


def workflows(user: User, everything: QuerySet) -> QuerySet:
    return everything.filter(pk__in=sight.workflows_in_sight(user).values("pk"))


def tasks(user: User, everything: QuerySet) -> QuerySet:
    own = WorkflowTask.objects.filter(workflow__in=sight.workflows_in_sight(user).values("pk"))
    return everything.filter(pk__in=own.values("task"))


def keep() -> None:
    for filters in (PageFilterSet, GenericPageFilterSet):
        _limit(filters, "owner", lambda *given: persons(*given))
        _limit(filters, "edited_by", lambda *given: persons(*given))
    _limit(LockedPagesReportFilterSet, "locked_by", lambda *given: persons(*given))
    _limit(WorkflowReportFilterSet, "requested_by", lambda *given: persons(*given))
    for filters in (WorkflowReportFilterSet, WorkflowTasksReportFilterSet):
        _limit(filters, "workflow", lambda *given: workflows(*given))
    _limit(WorkflowTasksReportFilterSet, "task", lambda *given: tasks(*given))
    SiteHistoryReportFilterSet.get_users_queryset = lambda report: persons(
        report.request.user, _all_who_wrote(report)
    )


def _limit(filters: type, name: str, limit: Callable[[User, QuerySet], QuerySet]) -> None:
    one = filters.base_filters[name]
    everything = one.queryset

    def offered(request: HttpRequest) -> QuerySet:
        return limit(request.user, everything(request) if callable(everything) else everything)

    one.queryset = offered
