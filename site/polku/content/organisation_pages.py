"""What stands on the page of an organisation besides its activities."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from orgs.models import OrganisationPage
from orgs.sections import Section

from . import queries
from .models import FormPage, GuidancePointPage, LocalGuidePage, NewsPage, TopicPage

NEWS = 3


def sections(page: OrganisationPage) -> Iterator[Section]:
    yield Section("news", _("News"), NewsPage.cards(queries.news_of(page, NEWS)))
    for name, title, model, summary in (
        ("guidance", _("Guidance and counselling"), GuidancePointPage, "summary"),
        ("topics", _("Topics"), TopicPage, "intro"),
        ("forms", _("Forms"), FormPage, "intro"),
        ("guide", _("In this municipality"), LocalGuidePage, ""),
    ):
        found = model.objects.live().child_of(page).order_by("path").select_related("locale")
        yield Section(name, title, queries.page_cards(found, summary))
