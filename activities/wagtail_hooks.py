"""Where Wagtail's admin lets us look in."""

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import widgets

from .models import ActivityPage
from .views import seasons


@hooks.register("register_admin_urls")
def admin_addresses():
    return [
        path(
            "activities/<int:page_id>/next-season/",
            seasons.copy_for_next_season,
            name="activity_next_season",
        )
    ]


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def next_season_button(page, user, view_name=None, next_url=None):
    is_activity = issubclass(page.specific_class or type(page), ActivityPage)
    if is_activity and not page.alias_of_id and page.permissions_for_user(user).can_copy():
        yield widgets.Button(
            _("Copy for the next season"),
            reverse("activity_next_season", args=[page.pk]),
            icon_name="copy",
            priority=35,
        )


@hooks.register("insert_global_admin_css")
def times_ask_only_what_they_need():
    return format_html('<link rel="stylesheet" href="{}">', static("polku/times.css"))
