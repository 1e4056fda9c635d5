"""A report among Wagtail's."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from orgs.access import looks_after_the_site

from . import views


class SiteEditorsItem(MenuItem):
    def is_shown(self, request):
        return looks_after_the_site(request.user)


@hooks.register("register_admin_urls")
def admin_addresses():
    return [path("visits/", views.visits, name="visits")]


@hooks.register("register_reports_menu_item")
def visits_item():
    return SiteEditorsItem(_("Visits"), reverse("visits"), name="visits", icon_name="view")
