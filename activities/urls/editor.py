"""Addresses of "my activities", behind the editor's plain door."""

from django.urls import path

from activities.views import my_activities

app_name = "my_activities"
urlpatterns = [path("", my_activities.activity_list, name="list")]
