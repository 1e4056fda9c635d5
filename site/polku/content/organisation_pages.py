"""What stands on the page of an organisation besides its activities."""

from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from orgs.models import OrganisationPage
from orgs.sections import Section
from polku.base import fallback

from . import navigation, queries
from .models import FormPage, GuidancePointPage, LocalGuidePage, NewsPage, TopicPage

NEWS = 3


def sections(page: OrganisationPage) -> Iterator[Section]:
    below = fallback.children(page).values("pk")
    yield Section("news", _("News"), NewsPage.cards(queries.news_of(page, NEWS)))
    for name, title, model, summary in (
        ("guidance", _("Guidance and counselling"), GuidancePointPage, "summary"),
        ("topics", _("Topics"), TopicPage, "intro"),
        ("forms", _("Forms"), FormPage, "intro"),
        ("guide", _("In this municipality"), LocalGuidePage, ""),
    ):
        found = fallback.chosen(model.objects.filter(pk__in=below), get_language())
        pages = list(navigation.in_order(found))
        cards = queries.page_cards(pages, summary)
        if model is GuidancePointPage:
            for card, state in zip(cards, queries.open_states(pages), strict=True):
                card["open_now"] = state
        yield Section(name, title, cards)
