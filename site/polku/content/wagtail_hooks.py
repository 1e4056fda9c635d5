"""Where Wagtail lets us look in."""

from urllib.parse import urlsplit

from django.db.models import Exists, OuterRef
from django.db.models.functions import Left, Length
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from orgs.access import looks_after_the_site
from orgs.models import OrganisationPage
from orgs.queries.contact_cards import WRITERS, writes_for_an_organisation
from polku.base import fallback, languages

from . import manual
from .showcase.views import components
from .views.advice import advice
from .views.answers import DeleteAnswersView

# Leads to outside hosts, in words for people who build sites.
_HELP_OF_WAGTAIL = ("whats-new-in-wagtail", "editor-guide")


@hooks.register("before_serve_page")
def remember_page(page, request, serve_args, serve_kwargs):
    """The language switcher leads to the translations of the page that is being read. One that was
    found by its name in another language is read at the one address that it has for the reader."""
    request.page_served = page
    if getattr(request, "page_found_elsewhere", False):
        address = fallback.address(page, get_language(), request)
        if urlsplit(address).path != request.path:
            return redirect(address)
    return None


@hooks.register("register_admin_urls")
def manual_for_editors():
    return [
        path("manual/", manual.editors_manual, name="editors_manual"),
        path("manual/translator/", manual.translators_manual, name="translators_manual"),
    ]


@hooks.register("register_admin_urls")
def page_of_components():
    return [path("components/", components, name="components")]


@hooks.register("register_admin_urls")
def advice_on_texts():
    return [path("writing/<int:page_id>/", advice, name="advice_on_page")]


@hooks.register("insert_editor_js")
def comforts_of_the_form():
    return format_html(
        '<script src="{}" data-left="{}" data-right-to-left="{}"></script>',
        static("polku/cms.js"),
        gettext("Characters left: %s"),
        " ".join(code for code in languages.offered() if languages.direction(code) == "rtl"),
    )


@hooks.register("insert_global_admin_css")
def style_of_the_admin():
    return format_html('<link rel="stylesheet" href="{}">', static("polku/cms.css"))


@hooks.register("register_help_menu_item")
def manual_in_the_menu():
    return MenuItem(
        _("How to publish"), reverse("editors_manual"), name="editors-manual", icon_name="help"
    )


@hooks.register("register_help_menu_item")
def manual_of_translation_in_the_menu():
    return MenuItem(
        _("How to translate"),
        reverse("translators_manual"),
        name="translators-manual",
        icon_name="globe",
    )


class _OfKeepers(MenuItem):
    """For those who look after the whole site."""

    def is_shown(self, request):
        return looks_after_the_site(request.user)


@hooks.register("register_help_menu_item")
def components_in_the_menu():
    return _OfKeepers(_("Components"), reverse("components"), name="components", icon_name="view")


@hooks.register("construct_help_menu")
def our_own_help_only(request, menu_items):
    menu_items[:] = [item for item in menu_items if not item.name.startswith(_HELP_OF_WAGTAIL)]


@hooks.register("filter_form_submissions_for_user")
def own_forms(user, forms):
    """Answers are read by those who write for the organisation, not by all who may edit its pages:
    the right to look after the whole site is none to read what people wrote to one organisation."""
    if not writes_for_an_organisation(user):
        return forms.none()
    above = OrganisationPage.objects.filter(
        path=Left(OuterRef("path"), Length("path")),
        organisation__memberships__user=user,
        organisation__memberships__role__in=WRITERS,
        organisation__closed_on__isnull=True,
    )
    return forms.filter(Exists(above))


@hooks.register("register_admin_urls", order=-1)
def guard_answers():
    return [path("forms/submissions/<int:page_id>/delete/", DeleteAnswersView.as_view())]
