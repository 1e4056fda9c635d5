"""Reading of what is public, and of drafts by those who write them."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import get_language
from wagtail.models import Page

from orgs.models import OrganisationPage, User
from orgs.queries import organisation_page_above
from polku.base import fallback, languages
from polku.content.models import FormPage, NewsPage
from polku.content.models.news import NewsQuerySet


def news(reader: str) -> NewsQuerySet:
    """Current news for a reader of this language, newest first."""
    return NewsPage.objects.current().for_reader(reader)


def news_of(page: OrganisationPage, number: int) -> list[NewsPage]:
    """The latest news below the page of an organisation."""
    below = fallback.children(page).values("pk")
    return list(news(get_language()).filter(pk__in=below)[:number])


def news_cards(found: Iterable[NewsPage]) -> list[dict]:
    """Cards with the name of the organisation whose news it is."""
    found = list(found)
    cards = NewsPage.cards(found)
    for card, page in zip(cards, found, strict=True):
        publisher = organisation_page_above(page)
        card["organisation"] = publisher.organisation.name if publisher else ""
    return cards


def page_cards(pages: Iterable, summary: str = "") -> list[dict]:
    """Pages for templates/components/page_card.html; `summary` names the field to show."""
    return [
        {
            "url": fallback.address(page, get_language()),
            "title": page.title,
            "summary": getattr(page, summary) if summary else "",
            "lang": page.language,
            "dir": languages.direction(page.language),
            "is_fallback": page.language != get_language(),
        }
        for page in pages
    ]


def page_by_key(key: UUID, reader: str) -> Page | None:
    """Of the live pages with this translation key the one for this reader."""
    return fallback.chosen(Page.objects.filter(translation_key=key), reader).first()


def form_page(page_id: int) -> FormPage | None:
    return FormPage.objects.filter(pk=page_id).first()


def draft_to_edit(user: User, page_id: int) -> Page | None:
    """The latest draft of a page that the user may edit; None for any other."""
    page = Page.objects.filter(pk=page_id).first()
    if page is None or not page.permissions_for_user(user).can_edit():
        return None
    return page.get_latest_revision_as_object()
