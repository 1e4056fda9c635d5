"""Actions on many objects at once. Wagtail names those that one may not touch ("You don't have
permission to …") and takes "all" for all of the site; here both mean one's own."""

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.admin.views.bulk_action import BulkAction, dispatcher
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Page
from wagtail.permissions import policy_registry

from orgs.models import User

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
    return own_objects(request.user, action.model).filter(pk__in=list(chosen))


def own_objects(user: User, model: type[Model]) -> QuerySet:
    if issubclass(model, Page):
        return sight.own_pages(user)
    policy = policy_registry.get_by_type(model)
    return policy.instances_user_has_any_permission_for(user, {"change", "delete"})
