from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "polku.base"
    label = "base"
    verbose_name = "Base"

    def ready(self):
        from polku.base import page_tree  # noqa: F401  (mends what localize breaks)
        from polku.base.database import checks  # noqa: F401
