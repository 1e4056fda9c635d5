from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    name = "polku.content.upkeep"
    label = "upkeep"
    verbose_name = "Upkeep"

    def ready(self):
        from polku.base import freshness
        from polku.content.upkeep import permissions, queries, signals  # noqa: F401

        permissions.hide_the_bin()
        freshness.register(queries.reviews.freshness)
