from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "polku.base"
    label = "base"
    verbose_name = "Base"
