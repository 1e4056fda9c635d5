"""A report among Wagtail's."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import queries, views


class SiteEditorsItem(MenuItem):
    def is_shown(self, request):
        return queries.may_see(request.user)


@hooks.register("register_admin_urls")
def admin_addresses():
    return [path("visits/", views.visits, name="visits")]


@hooks.register("register_reports_menu_item")
def visits_item():
    return SiteEditorsItem(_("Visits"), reverse("visits"), name="visits", icon_name="view")
