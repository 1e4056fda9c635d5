"""Words with which organisations mark their images and documents: those of what is in sight."""

from django.http import HttpRequest, JsonResponse
from taggit.models import Tag
from wagtail.admin import filters
from wagtail.admin import models as admin_models
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.views import chooser

from orgs.models import User

from . import sight, titles

_AT_MOST = 10
_popular = admin_models.popular_tags_for_model


def tags_in_sight(user: User):
    """Tags on any image or document that the user may use."""
    keys = [
        sight.media_in_sight(user, model).filter(tags__isnull=False).values("tags")
        for model in (get_image_model(), get_document_model())
    ]
    return Tag.objects.filter(pk__in=keys[0]) | Tag.objects.filter(pk__in=keys[1])


def complete_tag(request: HttpRequest, **model_of_tags: str) -> JsonResponse:
    """In place of Wagtail's view, which knows the tags of everyone."""
    term = request.GET.get("term", "")
    found = (
        tags_in_sight(request.user).filter(name__istartswith=term) if term else Tag.objects.none()
    )
    names = found.order_by("name").values_list("name", flat=True)
    return JsonResponse(list(names[:_AT_MOST]), safe=False)


def popular_tags_in_sight(model, count: int = _AT_MOST):
    """Those on offer in lists of images and documents."""
    popular = _popular(model, count=None)
    if user := titles.reader():
        popular = popular.filter(pk__in=tags_in_sight(user).values("pk"))
    return popular[:count]


def keep() -> None:
    for place in (filters, chooser):
        place.popular_tags_for_model = lambda *args, **kwargs: popular_tags_in_sight(
            *args, **kwargs
        )
