"""Addresses of translation on the public site, below the language."""

from django.urls import path

from .views import wishes

app_name = "translation"

urlpatterns = [
    path("translation-wish/", wishes.wish, name="wish"),
]
