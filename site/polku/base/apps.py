from django.apps import AppConfig
from django.db.models.signals import post_migrate


class BaseConfig(AppConfig):
    name = "polku.base"
    label = "base"
    verbose_name = "Base"

    def ready(self):
        from polku.base import locales, page_tree, spreadsheets  # noqa: F401  (mends what localize breaks)
        from polku.base.database import checks  # noqa: F401
        from polku.base.page_cache import writes

        spreadsheets.guard_exports()
        locales.keep()
        writes.watch()
        post_migrate.connect(locales.make_rows, sender=self)
