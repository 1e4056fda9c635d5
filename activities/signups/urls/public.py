"""Addresses of signing up, below the language. None of them is ever kept in a cache."""

from django.urls import path

from activities.signups.views import own, public

app_name = "signups"
urlpatterns = [
    path("sign-up/", own.code, name="code"),
    path("sign-up/place/<str:code>/", own.own, name="own"),
    path("sign-up/place/<str:code>/cancel/", own.cancel, name="cancel"),
    path("sign-up/<uuid:key>/", public.sign_up, name="sign_up"),
]
