from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    name = "referrals.exchange"
    verbose_name = _("Referrals")

    def ready(self):
        from . import handlers, subscribers  # noqa: F401  (what happens to personal data; notices)
