"""What scripts of the editor's door read: Wagtail's own API, and wagtail-localize's of snippets."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail_localize.views.snippets_api import SnippetViewSet

from . import sight


class OwnPages(PagesAdminAPIViewSet):
    """Wagtail shows what the explorer leads through; here missing and forbidden answer alike."""

    def handle_exception(self, exc):
        if isinstance(exc, Http404 | PermissionDenied | exceptions.PermissionDenied):
            exc = Http404()  # without a word on what is missing
        return super().handle_exception(exc)


class OwnImages(ImagesAdminAPIViewSet):
    def get_queryset(self):
        seen = sight.media_in_sight(self.request.user, self.model)
        return super().get_queryset().filter(pk__in=seen.values("pk"))


class OwnDocuments(DocumentsAdminAPIViewSet):
    def get_queryset(self):
        seen = sight.media_in_sight(self.request.user, self.model)
        return super().get_queryset().filter(pk__in=seen.values("pk"))


class OwnSnippets(SnippetViewSet):
    """wagtail-localize gives the names of all snippets to whoever asks."""

    def get_queryset(self):
        own = sight.own_objects(self.request.user, self.get_model())
        return super().get_queryset().filter(pk__in=own.values("pk"))


def endpoints(router: WagtailAPIRouter) -> None:
    router.register_endpoint("pages", OwnPages)
    router.register_endpoint("images", OwnImages)
    router.register_endpoint("documents", OwnDocuments)
