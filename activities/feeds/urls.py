"""Addresses of what machines read."""

from django.urls import path

from . import views

app_name = "feeds"
urlpatterns = [
    path("<slug:language>/activities.ics", views.search_calendar, name="search_calendar"),
    path(
        "<slug:language>/activities/<uuid:key>.ics",
        views.activity_calendar,
        name="activity_calendar",
    ),
    path(
        "<slug:language>/activities/<uuid:key>/<uuid:date>.ics",
        views.activity_calendar,
        name="date_calendar",
    ),
    path("<slug:language>/activities.atom", views.search_news, name="search_news"),
    path("<slug:language>/activities.json", views.search_data, name="search_data"),
    path("<slug:language>/activities/<uuid:key>.json", views.activity_data, name="activity_data"),
    path("<slug:language>/cards/<uuid:key>.png", views.card, name="card"),
    path("<slug:language>/cards/<slug:name>.png", views.list_card, name="list_card"),
    path("<slug:language>/qr/<uuid:key>.svg", views.qr, name="qr"),
    path("<slug:language>/news.atom", views.news, name="news"),
    path(
        "<slug:language>/organisations/<uuid:key>.ics",
        views.organisation_calendar,
        name="organisation_calendar",
    ),
]
