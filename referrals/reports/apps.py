from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "referrals.reports"
    verbose_name = _("Reports")

    def ready(self):
        from . import subscribers  # noqa: F401  (counts what the outbox tells)
