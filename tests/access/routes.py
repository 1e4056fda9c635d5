"""Every route that the URL resolver knows, as one flat list."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern

# Doors of packages that come with their own views: one row speaks for all routes below each.
GROUPS = ("cms/", "documents/", "account/", "media/")


@dataclass(frozen=True)
class Route:
    """One leaf of the resolver. `address` is the pattern as written in `urls.py`, with all the
    prefixes above it; the language at its front is written `<language>/`."""

    address: str
    name: str
    view: Callable

    @property
    def group(self) -> str:
        """The door this route belongs to; empty for a route with rows of its own."""
        return next((group for group in GROUPS if self.address.startswith(group)), "")

    def __str__(self):
        return self.address or "/"


def walk() -> list[Route]:
    return list(_leaves(get_resolver().url_patterns))


def _leaves(patterns, prefix: str = "", namespace: str = "") -> Iterator[Route]:
    for entry in patterns:
        address = prefix + _text(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _leaves(entry.url_patterns, address, inner)
        else:
            yield Route(address, namespace + (entry.name or ""), entry.callback)


def _text(pattern) -> str:
    return "<language>/" if isinstance(pattern, LocalePrefixPattern) else str(pattern)


def example(address: str, number: int = 1, word: str = "word") -> str:
    """An address that matches a route: `number` and `word` stand in its places."""
    if address.endswith("^.*/$"):
        address = address.removesuffix("^.*/$") + f"{word}/"
    values = {"int": str(number), "uuid": "00000000-0000-4000-8000-000000000000"}
    address = re.sub(r"\(\?P<pk>[^)]*\)", str(number), address)
    address = re.sub(r"\(\?P<revision_id_\w>[^)]*\)", "live", address)
    address = re.sub(r"\(\?P<\w+>[^)]*\)", word, address)
    address = re.sub(
        r"<(?:(\w+):)?\w+>", lambda match: values.get(match[1] or "str", word), address
    )
    address = address.replace("(\\d+)", str(number)).replace("(.*)", word)
    return "/" + address.replace("^", "").replace("$", "").replace("\\.", ".")
