"""Where Wagtail's admin lets us look in."""

from django.urls import path
from wagtail import hooks

from .translation_guard import GuardedSubmitPage, GuardedSubmitSnippet, GuardedUpdate


@hooks.register("register_admin_urls", order=-1)
def guard_translations():
    return [
        path("localize/submit/page/<int:page_id>/", GuardedSubmitPage.as_view()),
        path(
            "localize/submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/",
            GuardedSubmitSnippet.as_view(),
        ),
        path("localize/update/<int:translation_source_id>/", GuardedUpdate.as_view()),
    ]
