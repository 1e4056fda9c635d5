"""Addresses of discovery, below the language."""

from django.urls import path

from activities.views import discovery, find, saved, search

app_name = "activities"
urlpatterns = [
    path("activities/", find.activity_list, name="list"),
    path("activities/days/", find.by_day, name="days"),
    path("activities/month/", find.by_month, name="month"),
    path("activities/<uuid:key>/dates/", discovery.activity_dates, name="dates"),
    path("saved/", saved.saved_list, name="saved"),
    path("search/", search.site_search, name="search"),
]
