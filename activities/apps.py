from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    name = "activities"
    verbose_name = _("Activities")

    def ready(self):
        from orgs import editors_door, offers
        from polku.content import first_question, highlights, listings, originals
        from polku.content.upkeep import ending

        # Signals are the routes of publishing that no method sees.
        from . import models, queries, signals  # noqa: F401
        from .services import originals as facts  # noqa: F401  (they follow the original)

        first_question.register(queries.question)
        highlights.register(queries.upcoming)
        offers.register(queries.by_organisation)
        listings.register(models.ListingPage, queries.listed)
        originals.register(queries.original_languages)
        ending.register(queries.ending)
        editors_door.register(
            editors_door.Entry(
                "my_activities:list",
                _("My activities"),
                "calendar",
                roles=editors_door.WRITERS,
                order=100,
            )
        )
