"""Addresses of upkeep on the public site, below the language."""

from django.urls import path

from .views import review

app_name = "upkeep"
urlpatterns = [path("review/<str:token>/", review.answer, name="review")]
