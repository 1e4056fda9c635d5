"""Where Wagtail's admin lets us look in."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from .contact_cards import ContactCards, OwnOrganisations
from .fence import api, choosers, comments, filters, links, media, refusals, reports, titles
from .models import ContactCard
from .views.organisations import OrganisationViewSet

for concern in (comments, filters, links, media, refusals, titles):
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
