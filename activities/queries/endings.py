"""Activities whose last date is near."""

from datetime import date

from django.db.models import Max, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from activities.models import Activity, ActivityPage, Occurrence
from polku.content.upkeep.ending import Ending


def ending(pages: QuerySet[Page], until: date, limit: int) -> list[Ending]:
    """The activities of these pages whose last date, not called off, lies between today and
    `until`; the page is that in the original language."""
    now = timezone.now()
    near = (
        Activity.objects.filter(
            status=Activity.Status.PUBLISHED, texts__page__in=pages.order_by().values("pk")
        )
        .annotate(
            last=Max(
                "occurrences__ends_at",
                filter=Q(occurrences__status=Occurrence.Status.SCHEDULED),
            )
        )
        .filter(last__gte=now)
        .order_by("last", "pk")
        .values_list("translation_key", "original_language", "last")
    )
    found = [row for row in near[:limit] if timezone.localdate(row[2]) <= until]
    originals = {
        (page.translation_key, page.locale.language_code): page
        for page in ActivityPage.objects.filter(
            translation_key__in=[key for key, _language, _last in found]
        ).select_related("locale")
    }
    return [
        Ending(originals[key, language], timezone.localdate(last))
        for key, language, last in found
        if (key, language) in originals
    ]
