"""What a page with a stored query asks for, and finds."""

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Lower

from activities.models import Activity, ActivityText, ListingPage
from activities.models.listing import Order

from .asked import Filters, Place
from .cards import Card, cards
from .listing import find


def asked_by(page: ListingPage) -> Filters:
    since, until = page.days()
    return Filters(
        kinds=_chosen(page.kind),
        themes=_chosen(page.theme),
        audiences=_chosen(page.audience),
        places=_chosen(page.area and Place.of(page.area)),
        languages=_chosen(page.spoken),
        organisations=_chosen(page.organisation and page.organisation.slug),
        since=since,
        until=until,
    )


def _chosen(value) -> tuple:
    return (value,) if value else ()


def found_by(page: ListingPage, reader: str) -> QuerySet[Activity]:
    """In the order that the page asks for; titles are compared in the reader's language."""
    return ordered(find(asked_by(page), reader), page.order, reader)


def listed(page: ListingPage, reader: str, number: int) -> list[Card]:
    """The first of them as cards, for a list inside another page."""
    return cards(found_by(page, reader)[:number], reader, asked_by(page))


def ordered(found: QuerySet[Activity], order: str, reader: str) -> QuerySet[Activity]:
    if order == Order.NEWEST:
        return found.order_by("-first_published_at", "pk")
    if order == Order.TITLE:
        own, original = (
            Subquery(texts.values("title")[:1])
            for texts in (_texts(reader), _texts(F("activity__original_language")))
        )
        return found.annotate(shown_title=Lower(Coalesce(own, original))).order_by(
            "shown_title", "pk"
        )
    return found


def _texts(language) -> QuerySet[ActivityText]:
    return ActivityText.objects.filter(activity=OuterRef("pk"), language=language)
