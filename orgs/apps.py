from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrgsConfig(AppConfig):
    name = "orgs"
    verbose_name = _("Organisations")

    def ready(self):
        from . import editors_door, signals  # noqa: F401  (rights follow a page's translations)
        from .models import Role

        editors_door.register(
            editors_door.Entry(
                "editor:members", _("People"), "people", roles=frozenset({Role.MANAGER}), order=800
            ),
        )
        editors_door.register(
            editors_door.Entry("editor:help", _("Help"), "info", order=900),
        )
