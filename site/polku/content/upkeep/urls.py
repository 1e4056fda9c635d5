"""Addresses of upkeep on the public site, below the language."""

from django.urls import path

from .views import mistakes, review

app_name = "upkeep"
urlpatterns = [
    path("review/<str:token>/", review.answer, name="review"),
    path("mistake/<uuid:key>/", mistakes.report, name="mistake"),
]
