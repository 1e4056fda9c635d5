from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    name = "referrals.exchange"
    verbose_name = _("Referrals")

    def ready(self):
        from . import handlers  # noqa: F401  (registers what happens to the personal data here)
