"""What a user owns, and what they may see of others.

Rights come from Wagtail's own policies, so that a user of several organisations and a site editor,
whose rights begin at the root, need no case of their own.
"""

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Model, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, Workflow, WorkflowState
from wagtail.permissions import policy_registry

from orgs.models import User

_ON_PAGES = frozenset(["add", "change", "publish", "bulk_delete", "lock", "unlock"])
_ON_MEDIA = frozenset(["choose", "change"])


def owns(user: User, page: Page) -> bool:
    """Whether the user has any right on this page."""
    return _policy(Page).user_has_any_permission_for_instance(user, _ON_PAGES, page)


def owns_all(user: User) -> bool:
    """Whether the whole tree is theirs, as it is for superusers and site editors. No query: rights
    are read once a request."""
    if user.is_superuser or not user.is_active:
        return user.is_active
    held = _policy(Page).get_cached_permissions_for_user(user)
    return any(
        right.page.depth == 1 and right.permission.codename.removesuffix("_page") in _ON_PAGES
        for right in held
    )


def own_pages(user: User) -> QuerySet[Page]:
    """The pages on which the user has any right."""
    return _policy(Page).instances_user_has_any_permission_for(user, _ON_PAGES)


def explorable_pages(user: User) -> QuerySet[Page]:
    """Their own pages, and those above them, through which the explorer leads."""
    return _policy(Page).explorable_instances(user)


def pages_in_sight(user: User) -> QuerySet[Page]:
    """What a link can lead to: their own pages, and what others have published."""
    return Page.objects.filter(
        Q(live=True) | Q(pk__in=explorable_pages(user).order_by().values("pk"))
    )


def media_in_sight(user: User, model: type[Model]) -> QuerySet:
    """Images or documents that the user may put on a page: those of their own collections and of
    the one for everyone."""
    return _policy(model).instances_user_has_any_permission_for(user, _ON_MEDIA)


def own_objects(user: User, model: type[Model]) -> QuerySet:
    """What the user may change or remove, of any model that the editor's door knows."""
    if issubclass(model, Page):
        return own_pages(user)
    return _policy(model).instances_user_has_any_permission_for(user, {"change", "delete"})


def people_in_sight(user: User) -> QuerySet[User]:
    """Whose names a list may offer: the members of one's own organisations."""
    if owns_all(user):
        return User.objects.all()
    colleagues = User.objects.filter(memberships__organisation__memberships__user=user)
    return User.objects.filter(Q(pk=user.pk) | Q(pk__in=colleagues.values("pk")))


def workflows_in_sight(user: User) -> QuerySet[Workflow]:
    """Those through which their own pages go or went."""
    if owns_all(user):
        return Workflow.objects.all()
    # The keys of what is in a workflow are text.
    keys = own_pages(user).order_by().annotate(key=Cast("pk", CharField())).values("key")
    page = ContentType.objects.get_for_model(Page)
    states = WorkflowState.objects.filter(base_content_type=page, object_id__in=keys)
    return Workflow.objects.filter(pk__in=states.values("workflow"))


def _policy(model: type[Model]):
    return policy_registry.get_by_type(model)
