"""Addresses of handouts, below the language."""

from django.urls import path

from . import views

app_name = "handouts"
urlpatterns = [
    path("handout/", views.search, name="search"),
    path("handout/saved/", views.saved, name="saved"),
    path("handout/activity/<uuid:key>/", views.activity, name="activity"),
    path("handout/page/<uuid:key>/", views.page, name="page"),
]
