from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "referrals.cases"
    verbose_name = _("Cases")

    def ready(self):
        from . import handlers  # noqa: F401  (registers what happens to the personal data here)
