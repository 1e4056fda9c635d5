"""What choosers offer: one's own pages, and what others have published (one must be able to link to
the guide). Choosers of images and documents ask Wagtail's rights by themselves."""

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.models import Page

from . import sight


def pages(offered: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    return offered.filter(pk__in=sight.pages_in_sight(request.user).order_by().values("pk"))
