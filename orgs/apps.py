from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrgsConfig(AppConfig):
    name = "orgs"
    verbose_name = _("Organisations")

    def ready(self):
        # The last one connects itself: rights follow pages.
        from . import editors_door, review_mail, signals  # noqa: F401
        from .models import WRITERS, Role

        review_mail.keep()
        editors_door.register(
            editors_door.Entry(
                "editor:our_page_front", _("Our page"), "organisation", roles=WRITERS, order=200
            ),
        )
        editors_door.register(
            editors_door.Entry(
                "editor:members", _("People"), "people", roles=frozenset({Role.MANAGER}), order=800
            ),
        )
        editors_door.register(
            editors_door.Entry("editor:help", _("Help"), "info", order=900),
        )
