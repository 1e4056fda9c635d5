from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "polku.content.visits"
    label = "visits"
    verbose_name = "Visits"

    def ready(self):
        from polku.base.page_cache import answered

        from . import counting

        answered.register(counting.count)
