"""Where Wagtail's admin lets us look in."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from . import rich_text
from .services.machine import LOGGED
from .views import machine

hooks.register("register_rich_text_features", rich_text.register)


# Before those of wagtail-localize.
@hooks.register("register_admin_urls", order=-1)
def machine_addresses():
    return machine.urlpatterns


@hooks.register("register_admin_viewset")
def glossary():
    return machine.Glossary()


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action(LOGGED, _("Translate by machine"), _("Translated by machine"))
