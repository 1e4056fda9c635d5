"""Atom (RFC 4287): news, and what is new among the activities that a search finds.

Django's generator writes it; what it lacks is the language of single entries, since it knows one
of the whole feed only.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from activities.models import Theme
from activities.queries import Told
from orgs.queries import owners_of
from polku.base import fallback
from polku.content.models import NewsPage

from .signs import readable

_SITE = "Polku"


@dataclass(frozen=True)
class Entry:
    """`name`: an identity for ever, as a URI; `address`: a whole one."""

    name: str
    title: str
    summary: str
    language: str
    address: str
    author: str
    published_at: datetime
    updated_at: datetime
    themes: tuple[str, ...] = ()


def entry_of_activity(told: Told, absolute: Callable[[str], str]) -> Entry:
    """`absolute`: makes a whole address of a path."""
    activity = told.activity
    return Entry(
        name=f"urn:uuid:{activity.translation_key}",
        title=told.text.title,
        summary=told.text.summary,
        language=told.text.language,
        address=absolute(told.url or "/"),
        author=activity.organisation.name,
        published_at=activity.first_published_at,
        updated_at=max(told.last_change, activity.first_published_at),
        themes=tuple(str(Theme(one).label) for one in activity.themes),
    )


def entries_of_news(
    pages: Iterable[NewsPage], reader: str, absolute: Callable[[str], str]
) -> list[Entry]:
    pages = list(pages)
    owners = owners_of(pages)
    return [
        Entry(
            name=f"urn:uuid:{page.translation_key}",
            title=page.title,
            summary=page.summary,
            language=page.language,
            address=absolute(fallback.address(page, reader)),
            author=owners[page.pk].name if owners.get(page.pk) else _SITE,
            published_at=page.first_published_at,
            updated_at=page.last_published_at or page.first_published_at,
        )
        for page in pages
    ]


class _Atom(Atom1Feed):
    def item_attributes(self, item):
        return {"xml:lang": item["language"]}


def atom(
    entries: Iterable[Entry], *, title: str, language: str, address: str, page: str
) -> tuple[bytes, datetime | None]:
    """The feed, and when anything in it changed last. `address`: of the feed; `page`: of what
    people read instead."""
    entries = list(entries)
    feed = _Atom(
        title=readable(title),
        link=page,
        description="",
        language=language,
        feed_url=address,
        feed_guid=f"urn:uuid:{uuid5(NAMESPACE_URL, address)}",
        author_name=_SITE,
    )
    for entry in entries:
        feed.add_item(
            title=readable(entry.title),
            link=entry.address,
            description=escape(readable(entry.summary)),
            unique_id=entry.name,
            author_name=readable(entry.author),
            pubdate=entry.published_at.astimezone(UTC),
            updateddate=entry.updated_at.astimezone(UTC),
            categories=entry.themes,
            language=entry.language,
        )
    changed_at = max((entry.updated_at for entry in entries), default=None)
    # An empty feed must say when it was made, and say the same each time it is asked.
    feed.latest_post_date = lambda: changed_at or datetime(2026, 1, 1, tzinfo=UTC)
    return feed.writeString("utf-8").encode(), changed_at
