"""Addresses of discovery, below the language."""

from django.urls import path

from activities.views import discovery

app_name = "activities"
urlpatterns = [path("activities/", discovery.activity_list, name="list")]
