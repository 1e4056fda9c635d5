"""Which page of a translation group the others are made from: the one definition.

Rooms above that keep an original language of their own hand it in here; where none knows of one,
it is the page made first.
"""

from collections.abc import Callable, Collection
from uuid import UUID

from django.db.models import QuerySet, Value
from wagtail.models import Page

from orgs.models import User

# translation keys (None: all) → (key, language of the original) of each that the room knows of
Source = Callable[[Collection[UUID] | None], QuerySet]
# (who chose it, the page that was the original, the one that is now): takes along what hangs on it
Follower = Callable[[User | None, Page, Page], None]
_sources: list[Source] = []
_followers: list[Follower] = []


class NotPossible(Exception):
    """The page cannot be the original; `str()` is a translated sentence."""


def register(source: Source) -> Source:
    _sources.append(source)
    return source


def follow(follower: Follower) -> Follower:
    """Rooms that keep something with the original hand in what takes it along."""
    _followers.append(follower)
    return follower


def changed(user: User | None, before: Page, after: Page) -> None:
    """Tell all who follow that another page is the original; in the transaction of the change.
    Raises NotPossible where one of them cannot follow."""
    for follower in _followers:
        follower(user, before, after)


def registered(keys: Collection[UUID] | None) -> dict[UUID, str]:
    """What the rooms above know, whose word counts before that of rooms below; one query."""
    known = [source(keys).annotate(room=Value(room)) for room, source in enumerate(_sources)]
    if not known:
        return {}
    rows = sorted(known[0].union(*known[1:], all=True), key=lambda row: row[2])
    return {key: language for key, language, _room in rows}


def original_of(page: Page) -> Page:
    """The page in the original language; where that is gone or unknown, the page made first."""
    pages = list(
        Page.objects.filter(translation_key=page.translation_key, alias_of__isnull=True)
        .select_related("locale")
        .order_by("pk")
    )
    if len(pages) > 1:
        language = registered([page.translation_key]).get(page.translation_key)
        for other in pages:
            if other.locale.language_code == language:
                return other
    return pages[0] if pages else page
