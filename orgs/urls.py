"""Addresses behind the editor's plain door that belong to no other package."""

from django.urls import path

from .views import editors_door

app_name = "editor"
urlpatterns = [
    path("", editors_door.front, name="front"),
    path("organisation/", editors_door.organisation, name="switch_organisation"),
    path("language/", editors_door.language, name="language"),
    path("help/", editors_door.manual, name="help"),
]
