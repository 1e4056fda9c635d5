"""Views of content inside the addresses of a language."""

from django.urls import path

from . import views

app_name = "content"

urlpatterns = [
    path("news/", views.news_list, name="news"),
    path("guidance/", views.guidance_list, name="guidance"),
    path("offline/", views.offline, name="offline"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
]
