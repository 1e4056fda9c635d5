from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    name = "activities"
    verbose_name = _("Activities")

    def ready(self):
        from orgs import editors_door, offers
        from polku.content import highlights
        from polku.content.upkeep import originals

        from . import queries, signals  # noqa: F401  (routes of publishing that no method sees)

        highlights.register(queries.upcoming)
        offers.register(queries.by_organisation)
        originals.register(queries.original_language)
        editors_door.register(
            editors_door.Entry(
                "my_activities:list",
                _("My activities"),
                "calendar",
                roles=editors_door.WRITERS,
                order=100,
            )
        )
