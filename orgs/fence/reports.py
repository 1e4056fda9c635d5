"""Reports that tell of all pages of the site, whoever reads them."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail_localize.models import Translation
from wagtail_localize.views.report import TranslationsReportView

from orgs.models import User

from . import sight


def translations_of(user: User) -> QuerySet[Translation]:
    """Those of the user's own pages; of everything where everything is theirs."""
    if sight.owns_all(user):
        return Translation.objects.all()
    keys = sight.own_pages(user).order_by().values("translation_key")
    return Translation.objects.filter(source__object_id__in=keys)


class OwnTranslations(TranslationsReportView):
    """wagtail-localize lists the titles of all that is being translated."""

    def get_queryset(self):
        return super().get_queryset().filter(pk__in=translations_of(self.request.user))


class PageTypes(PageTypesUsageReportView):
    """Names the page of each type that was changed last, draft or not: of the whole site, and for
    those to whom all of it belongs."""

    def dispatch(self, request: HttpRequest, *args, **kwargs):
        if not sight.owns_all(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


def menu_of_reports(request: HttpRequest, items: list) -> None:
    if not sight.owns_all(request.user):
        items[:] = [item for item in items if item.name != "page-types-usage"]
