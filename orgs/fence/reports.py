"""Reports that tell of all pages of the site, whoever reads them."""

from django.db.models import QuerySet
from django.http import HttpRequest
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
        own = translations_of(self.request.user).values("pk")
        return super().get_queryset().filter(pk__in=own).order_by("-pk")


def menu_of_reports(request: HttpRequest, items: list) -> None:
    """Without the one that names the page of each type that was changed last, draft or not (see
    `gate.ROUTES`)."""
    if not sight.owns_all(request.user):
        items[:] = [item for item in items if item.name != "page-types-usage"]
