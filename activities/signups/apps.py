from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SignupsConfig(AppConfig):
    name = "activities.signups"
    label = "signups"
    verbose_name = _("Sign-ups")

    def ready(self):
        from activities import places
        from orgs import editors_door

        from . import handlers  # noqa: F401  (registers what happens to the personal data here)
        from .queries.offered import offer
        from .services.changes import follow

        places.register(follower=follow, offering=offer)
        editors_door.register(
            editors_door.Entry(
                "sign_up_lists:list",
                _("Sign-ups"),
                "people",
                roles=editors_door.WRITERS,
                order=110,
            )
        )
