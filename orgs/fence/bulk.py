"""Actions on many objects at once. Wagtail names those that one may not touch ("You don't have
permission to …") and takes "all" for all of the site; here both mean one's own."""

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.admin.views.bulk_action import BulkAction, dispatcher
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

from . import sight


def dispatch(request: HttpRequest, app_label: str, model_name: str, action: str) -> HttpResponse:
    """In place of Wagtail's view, for the chosen objects that are the user's own."""
    found = bulk_action_registry.get_bulk_action_class(app_label, model_name, action)
    if found is None:
        raise Http404
    model = apps.get_model(app_label, model_name)
    try:
        own = list(_chosen(request, found(request, model)).values_list("pk", flat=True))
    except (ObjectDoesNotExist, ValueError):
        own = []
    target = request.POST.get("chooser", "")
    if not own or (target and not sight.own_pages(request.user).filter(pk=target).exists()):
        raise Http404
    request.GET = request.GET.copy()
    request.GET.setlist("id", map(str, own))
    return dispatcher.index(request, app_label, model_name, action)


def _chosen(request: HttpRequest, action: BulkAction) -> QuerySet:
    chosen = request.GET.getlist("id")
    if "all" in chosen:
        chosen = action.get_all_objects_in_listing_query(request.GET.get("childOf"))
    return sight.own_objects(request.user, action.model).filter(pk__in=list(chosen))
