"""Where Wagtail's admin lets us look in."""

from django.urls import path
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from .contact_cards import ContactCards, OwnOrganisations
from .fence import api, bulk, choosers, media, people, refusals, reports, titles
from .models import ContactCard
from .views.organisations import OrganisationViewSet

for concern in (media, people, refusals, titles):
    concern.keep()

hooks.register("construct_reports_menu", reports.menu_of_reports)
# After those of Wagtail, which has endpoints of these names.
hooks.register("construct_admin_api", api.endpoints, order=1)

register_permission_policy(ContactCard, OwnOrganisations(ContactCard))
register_snippet(ContactCards)


@hooks.register("register_admin_viewset")
def organisations_of_the_site():
    return OrganisationViewSet()


@hooks.register("construct_page_chooser_queryset")
def pages_to_choose(pages, request):
    return choosers.pages(pages, request)


@hooks.register("register_admin_urls", order=-1)
def fenced_views():
    """In place of Wagtail's views at the same addresses."""
    tags, types = "tag-autocomplete/", "reports/page-types-usage/"
    translations = "localize/reports/translations/"
    return [
        path("bulk/<str:app_label>/<str:model_name>/<str:action>/", bulk.dispatch),
        path(tags, media.complete_tag),
        path(f"{tags}<slug:app_name>/<slug:model_name>/", media.complete_tag),
        path(types, reports.PageTypes.as_view()),
        path(f"{types}results/", reports.PageTypes.as_view(results_only=True)),
        path(translations, reports.OwnTranslations.as_view()),
        path(f"{translations}results/", reports.OwnTranslations.as_view(results_only=True)),
    ]
