"""An object that an address behind the editor's door names must be the user's own, or at least in
their sight where it is only looked at or chosen; else there is nothing at that address.

Wagtail asks in most of its views, not in all: moving, moderating and choosing show the title of any
page, whoever asks.
"""

from collections.abc import Callable

from django.db.models import Model
from django.http import Http404, HttpRequest
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.snippets.models import get_snippet_models

from orgs import translation_guard
from orgs.models import User

from . import sight, titles

DOOR = "/cms/"
# (user, what stands in the address) → whether they may go on
Guard = Callable[[User, int | str], bool]


def own_page(user: User, key: int | str) -> bool:
    return sight.own_pages(user).filter(pk=key).exists()


def explorable_page(user: User, key: int | str) -> bool:
    return sight.explorable_pages(user).filter(pk=key).exists()


def page_in_sight(user: User, key: int | str) -> bool:
    return sight.pages_in_sight(user).filter(pk=key).exists()


def image_in_sight(user: User, key: int | str) -> bool:
    return sight.media_in_sight(user, get_image_model()).filter(pk=key).exists()


def document_in_sight(user: User, key: int | str) -> bool:
    return sight.media_in_sight(user, get_document_model()).filter(pk=key).exists()


def own_snippet(model: type[Model]) -> Guard:
    """Wagtail's views of snippets ask only whether one may change any of the kind."""
    return lambda user, key: sight.own_objects(user, model).filter(pk=key).exists()


def may_arrange_workflows(user: User) -> bool:
    return user.has_perms(["wagtailcore.add_workflow", "wagtailcore.change_workflow"])


# Where no object is named, and more is told than an editor may know.
ROUTES: dict[str, Callable[[User], bool]] = {
    "wagtailadmin_reports:page_types_usage": sight.owns_all,
    "wagtailadmin_reports:page_types_usage_results": sight.owns_all,
    "wagtailadmin_workflows:task_chooser": may_arrange_workflows,
    "wagtailadmin_workflows:task_chooser_results": may_arrange_workflows,
    "wagtailadmin_workflows:task_chosen": may_arrange_workflows,
    "wagtail_localize:submit_snippet_translation": translation_guard.may_translate_snippets,
}
# By the name of the argument, in any address.
ARGUMENTS: dict[str, Guard] = {
    "page_id": own_page,
    "page_pk": own_page,
    "page_to_move_id": own_page,
    "destination_id": own_page,
    "parent_page_id": own_page,
    "translation_id": translation_guard.may_translate,
    "translation_source_id": translation_guard.may_update,
}
# Where an argument means something else.
ON_ROUTES: dict[tuple[str, str], Guard] = {
    ("wagtailadmin_explore", "parent_page_id"): explorable_page,
    ("wagtailadmin_explore_results", "parent_page_id"): explorable_page,
    ("wagtailadmin_choose_page_child", "parent_page_id"): page_in_sight,
    ("wagtailadmin_pages:revisions_compare", "pk"): own_page,
    ("wagtail_localize:submit_page_translation", "page_id"): translation_guard.may_submit,
    ("wagtail_localize:convert_to_alias", "page_id"): translation_guard.may_publish_page,
    ("wagtailadmin_api:pages:action", "pk"): own_page,
    ("wagtailimages_chooser:chosen", "pk"): image_in_sight,
    ("wagtailimages_chooser:select_format", "image_id"): image_in_sight,
    ("wagtaildocs_chooser:chosen", "pk"): document_in_sight,
}
# Where the query names several objects, as `?id=1&id=2`.
IN_QUERIES: dict[str, Guard] = {
    "wagtailadmin_choose_page_chosen_multiple": page_in_sight,
    "wagtailimages_chooser:chosen_multiple": image_in_sight,
    "wagtaildocs_chooser:chosen_multiple": document_in_sight,
}


class Gate:
    """Middleware, behind the one that knows the user."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        if not request.path.startswith(DOOR):
            return self.get_response(request)
        with titles.shown_to(request.user):
            response = self.get_response(request)
            if hasattr(response, "render") and not response.is_rendered:
                response.render()
        return response

    def process_view(self, request: HttpRequest, view, args, arguments: dict) -> None:
        if not request.path.startswith(DOOR) or not request.user.is_authenticated:
            return
        try:
            passed = may_pass(request, arguments)
        except ValueError:  # no number, where keys are numbers
            passed = False
        if not passed:
            raise Http404


def may_pass(request: HttpRequest, arguments: dict) -> bool:
    """Whether all that the address names is there for who asks."""
    user, route = request.user, request.resolver_match.view_name
    if route in ROUTES and not ROUTES[route](user):
        return False
    asked = [
        (ON_ROUTES.get((route, name)) or ARGUMENTS.get(name), key)
        for name, key in arguments.items()
    ]
    asked += [
        (own_snippet(snippet), arguments["pk"]) for snippet in _snippets(route) if "pk" in arguments
    ]
    asked += [(IN_QUERIES[route], key) for key in request.GET.getlist("id") if route in IN_QUERIES]
    return all(guard(user, key) for guard, key in asked if guard)


def _snippets(route: str) -> list[type[Model]]:
    """The model that the route's views are about, where it is a snippet."""
    place = route.partition(":")[0]
    return [m for m in get_snippet_models() if m.snippet_viewset.url_namespace == place]
