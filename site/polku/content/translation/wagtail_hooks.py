"""Where Wagtail's admin lets us look in."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import widgets
from wagtail.admin.menu import MenuItem

from . import rich_text
from .services.exchange import LOGGED as TAKEN_IN
from .services.machine import LOGGED
from .services.originals import LOGGED as MADE_ORIGINAL
from .services.originals import is_original, may_choose
from .views import desk, exchange, machine, originals

hooks.register("register_rich_text_features", rich_text.register)


# Before those of wagtail-localize.
@hooks.register("register_admin_urls", order=-1)
def machine_addresses():
    return machine.urlpatterns


@hooks.register("register_admin_urls", order=-1)
def exchange_addresses():
    return exchange.admin_addresses


@hooks.register("register_page_header_buttons")
def exchange_button(page, user, view_name, next_url=None):
    """Out and in of a page that is a translation."""
    address = exchange.address_for(page, user)
    if address:
        yield widgets.Button(_("Translation files"), address, icon_name="download", priority=76)


@hooks.register("register_admin_viewset")
def glossary():
    return machine.Glossary()


@hooks.register("register_admin_urls")
def addresses_of_originals():
    return originals.urlpatterns


@hooks.register("register_page_header_buttons")
def make_original_button(page, user, view_name=None, next_url=None):
    """On what can be translated and is, for who may publish it."""
    if originals.has_original(page) and not is_original(page) and may_choose(user, page):
        yield widgets.Button(
            _("Make this the original"),
            reverse("make_original", args=[page.pk]),
            icon_name="thumbtack",
            priority=65,
        )


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action(
        MADE_ORIGINAL, _("Make this the original"), _("Made the original of its translations")
    )
    actions.register_action(LOGGED, _("Translate by machine"), _("Translated by machine"))
    actions.register_action(TAKEN_IN, _("Take in translations"), _("Translations taken in"))
    actions.register_action("translation.check", _("Mark as checked"), _("Translation checked"))


@hooks.register("register_admin_urls")
def desk_addresses():
    return desk.admin_addresses


@hooks.register("register_admin_menu_item")
def desk_in_the_menu():
    return MenuItem(
        _("Translations"),
        reverse("translation_desk:table"),
        name="translations",
        icon_name="globe",
        order=250,
    )


@hooks.register("construct_homepage_panels", order=110)
def desk_on_the_first_page(request, panels):
    desk.panel.add(request.user, panels)
