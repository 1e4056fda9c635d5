"""Where Wagtail's admin lets us look in."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import widgets
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.menu import MenuItem

from . import dashboard, queries
from .views import cms, deletion

# Deleting through the admin's own API fills the bin as well.
PagesAdminAPIViewSet.actions = PagesAdminAPIViewSet.actions | {"delete": deletion.DeleteByAPI}


@hooks.register("register_admin_urls")
def admin_addresses():
    return [path("upkeep/", include((cms.urlpatterns, "upkeep_cms")))]


# After Wagtail's own, in whose place it stands.
hooks.register("register_bulk_action", deletion.DeletePages, order=100)


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action("upkeep.bin", _("Delete"), _("Deleted; can be taken back for 30 days"))
    actions.register_action("upkeep.restore", _("Take back"), _("Taken back"))
    actions.register_action("upkeep.check", _("Still right"), _("Found still right"))
    actions.register_action("upkeep.end", _("End"), _("Taken off the site because it has ended"))


@hooks.register("before_delete_page", order=100)
def delete_into_the_bin(request, page):
    """In place of Wagtail's own view, after all others have had their say."""
    return deletion.DeletePage.as_view()(request, page)


@hooks.register("register_reports_menu_item")
def deleted_pages_item():
    return MenuItem(
        _("Deleted pages"), reverse("upkeep_cms:deleted"), name="deleted-pages", icon_name="bin"
    )


@hooks.register("register_reports_menu_item")
def pages_to_review_item():
    return MenuItem(
        _("Pages to review"),
        reverse("upkeep_cms:reviews"),
        name="reviews",
        icon_name="calendar-check",
    )


@hooks.register("register_reports_menu_item")
def broken_links_item():
    return MenuItem(
        _("Broken links"), reverse("upkeep_cms:links"), name="links", icon_name="link-external"
    )


@hooks.register("construct_homepage_panels", order=100)
def first_page(request, panels):
    dashboard.panels(request, panels)


@hooks.register("register_page_header_buttons")
def review_button(page, user, view_name, next_url=None):
    """The review date of the page, where it has one."""
    if (
        queries.reviews.is_reviewed(page.specific_class)
        and page.permissions_for_user(user).can_edit()
    ):
        yield widgets.Button(
            _("Review date"),
            reverse("upkeep_cms:review", args=[page.pk]),
            icon_name="calendar-check",
            priority=75,
        )
