"""One text in one language, for who goes to work on it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wagtail.models import Page
from wagtail_localize.models import Translation

from orgs.models import User
from polku.base.languages import offered
from polku.content.translation.models import Wish
from polku.content.translation.states import State

from . import runs, standing
from .desk import UNREADABLE, translatable_pages


@dataclass(frozen=True)
class Place:
    """One text in one language, as one goes to work on it. `original`: what it is to be made from;
    `page`: what there is of it; `translation`: what translators work on text by text."""

    key: UUID
    language: str
    state: State
    original: Page
    page: Page | None = None
    translation: Translation | None = None
    since: datetime | None = None
    wishes: int = 0


def place(user: User, key: UUID, language: str) -> Place | None:
    """None where no page of this text is the user's, or the site is not written in the language."""
    pages = {
        page.pk: page
        for page in translatable_pages(user).filter(translation_key=key).select_related("locale")
    }
    if not pages or language not in offered():
        return None
    first = next(iter(pages.values()))
    one = standing.standings_of(first, languages=[language])[language]
    page = pages.get(one.page.key) if one.page else None
    wish = Wish.objects.filter(translation_key=key, language=language).first()
    return Place(
        key=key,
        language=language,
        state=one.state,
        original=(pages.get(one.source.key) if one.source else page) or page or first,
        page=page,
        translation=page and runs.translation_into(page),
        since=one.since,
        wishes=wish.number if wish and one.state in UNREADABLE else 0,
    )
