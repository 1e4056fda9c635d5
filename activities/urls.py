"""Addresses of discovery, below the language."""

app_name = "activities"
urlpatterns: list = []
