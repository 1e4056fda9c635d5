"""Addresses of the workspace."""

app_name = "desk"
urlpatterns: list = []
