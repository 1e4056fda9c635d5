"""Addresses of discovery, below the language."""

from django.urls import path

from activities.views import discovery, find, map, saved, search

app_name = "activities"
urlpatterns = [
    path("activities/", find.activity_list, name="list"),
    path("activities/days/", find.by_day, name="days"),
    path("activities/month/", find.by_month, name="month"),
    path("activities/map/", map.on_map, name="map"),
    path("activities/map/points/", map.points, name="points"),
    path("activities/<uuid:key>/dates/", discovery.activity_dates, name="dates"),
    path("saved/", saved.saved_list, name="saved"),
    path("search/", search.site_search, name="search"),
]
