"""What comes to its end soon: rooms above that know hand it in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from wagtail.models import Page


@dataclass(frozen=True)
class Ending:
    page: Page
    last_on: date


# (pages of which to tell, the last day to look at, how many at most) → endings, the nearest first
Source = Callable[[QuerySet[Page], date, int], list[Ending]]
_sources: list[Source] = []


def register(source: Source) -> Source:
    _sources.append(source)
    return source


def endings(pages: QuerySet[Page], until: date, limit: int) -> list[Ending]:
    found = [ending for source in _sources for ending in source(pages, until, limit)]
    return sorted(found, key=lambda ending: ending.last_on)[:limit]
