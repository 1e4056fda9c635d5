"""The translation desk in Wagtail's admin: `/cms/translations/`."""

from django.urls import include, path

from . import actions, panel, place, table

urlpatterns = [
    path("", table.table, name="table"),
    path("do/", actions.perform, name="perform"),
    path("<uuid:key>/<str:language>/", place.place, name="place"),
]

__all__ = ["admin_addresses", "panel"]
admin_addresses = [path("translations/", include((urlpatterns, "translation_desk")))]
