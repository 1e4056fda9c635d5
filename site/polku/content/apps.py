from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "polku.content"
    label = "content"
    verbose_name = "Content"
