from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    name = "polku.content.upkeep"
    label = "upkeep"
    verbose_name = "Upkeep"

    def ready(self):
        from polku.base import freshness
        from polku.content import originals
        from polku.content.upkeep import permissions, queries, signals  # noqa: F401
        from polku.content.upkeep.services import reviews

        permissions.hide_the_bin()
        freshness.register(queries.reviews.freshness)
        originals.follow(reviews.follow_original)
