"""How much of one's own waits to be translated, for the first page of the admin; two queries."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q
from wagtail.models import Page

from orgs.models import User
from polku.base.languages import offered
from polku.content.translation import states
from polku.content.translation.models import Standing, Wish
from polku.content.translation.states import OUTDATED, State

from . import standing
from .desk import translatable_pages


@dataclass(frozen=True)
class Waiting:
    """`outdated`: translations by their state; `wanted`: texts that readers wish for in one more
    language."""

    outdated: dict[State, int]
    wanted: int

    def __bool__(self):
        return bool(self.outdated or self.wanted)


def waiting(user: User) -> Waiting:
    return Waiting(_outdated(user), _wanted(user))


def _outdated(user: User) -> dict[State, int]:
    """Only groups are read in which something says other words than its source has now: without
    such a one, nothing of a group is outdated."""
    version = F("says__page__wordings__version")
    behind = Standing.objects.filter(
        Q(says__version__lt=version) | Q(says__version__gt=version),
        says__page__wordings__is_current=True,
    )
    groups = standing.read(
        translatable_pages(user).filter(translation_key__in=behind.values("page__translation_key"))
    )
    # Which page is the original makes no difference to what is outdated.
    return Counter(
        one.state
        for pages in groups.values()
        for one in states.states(pages, pages[0].language).values()
        if one.state in OUTDATED
    )


def _wanted(user: User) -> int:
    public = translatable_pages(user).filter(live=True).order_by().values("translation_key")
    readable = Page.objects.filter(
        translation_key=OuterRef("translation_key"),
        locale__language_code=OuterRef("language"),
        live=True,
    )
    return Wish.objects.filter(
        ~Exists(readable), translation_key__in=public, language__in=offered()
    ).count()
