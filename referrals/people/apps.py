from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "referrals.people"
    verbose_name = _("People")

    def ready(self):
        from . import handlers  # noqa: F401  (registers what happens to the personal data here)
