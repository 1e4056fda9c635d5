"""The numbers of the last weeks, for those who look after the whole site."""

from datetime import date, timedelta

from django.db.models import QuerySet, Sum

from orgs.access import looks_after_the_site
from orgs.models import User

from .models import PageVisits, VainSearches, VainWords

SHOWN = timedelta(days=30)
MOST = 100


def by_language(user: User, today: date) -> QuerySet:
    found = _recent(PageVisits, user, today).values("language")
    return found.annotate(total=Sum("number")).order_by("-total", "language")


def by_page(user: User, today: date) -> QuerySet:
    found = _recent(PageVisits, user, today).values("path", "language")
    return found.annotate(total=Sum("number")).order_by("-total", "path")[:MOST]


def vain_searches(user: User, today: date) -> QuerySet:
    found = _recent(VainSearches, user, today).values("language", "facets")
    return found.annotate(total=Sum("number")).order_by("-total", "language", "facets")[:MOST]


def vain_words(user: User, today: date) -> QuerySet[VainWords]:
    """Those that came often enough to be shown."""
    found = VainWords.objects.filter(last_on__gt=today - SHOWN).exclude(words="")
    found = found if looks_after_the_site(user) else found.none()
    return found.order_by("-number", "words")[:MOST]


def _recent(model, user: User, today: date) -> QuerySet:
    found = model.objects.filter(day__gt=today - SHOWN)
    return found if looks_after_the_site(user) else found.none()
