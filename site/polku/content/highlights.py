"""What the home page shows of rooms above this one: they hand a function in when they are ready."""

from collections.abc import Callable

# (language of the page) → cards for templates/components/activity_card.html
Source = Callable[[str], list]
_sources: list[Source] = []


def register(source: Source) -> Source:
    _sources.append(source)
    return source


def upcoming(language: str) -> list:
    """Cards of what happens soon, for a home page in this language."""
    return [card for source in _sources for card in source(language)]
