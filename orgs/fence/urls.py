"""Addresses behind the editor's door that are ours instead of Wagtail's; they stand before its own,
and are found by its names for them."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import display_custom_404
from wagtail.utils.urlpatterns import decorate_urlpatterns

from . import api, bulk, media, reports

TRANSLATIONS = "localize/reports/translations/"
SNIPPETS = "localize/api/snippets/<slug:app_label>/<slug:model_name>/"

urlpatterns = [
    path("bulk/<str:app_label>/<str:model_name>/<str:action>/", bulk.dispatch),
    path("tag-autocomplete/", media.complete_tag),
    path("tag-autocomplete/<slug:app_name>/<slug:model_name>/", media.complete_tag),
    path(TRANSLATIONS, reports.OwnTranslations.as_view()),
    path(SNIPPETS, api.OwnSnippets.as_view({"get": "list"})),
    path(f"{SNIPPETS}<str:pk>/", api.OwnSnippets.as_view({"get": "retrieve"})),
    path(f"{TRANSLATIONS}results/", reports.OwnTranslations.as_view(results_only=True)),
]
for around in (require_admin_access, display_custom_404, never_cache):
    urlpatterns = decorate_urlpatterns(urlpatterns, around)
