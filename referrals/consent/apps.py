from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsentConfig(AppConfig):
    name = "referrals.consent"
    verbose_name = _("Consent")

    def ready(self):
        from . import handlers  # noqa: F401  (registers what happens to the personal data here)
