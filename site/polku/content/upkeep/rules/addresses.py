"""Finding the links to other sites in what a page says."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urldefrag, urlsplit

from modelcluster.models import get_all_child_relations, get_serializable_data_for_fields
from wagtail.fields import StreamField
from wagtail.models import COMMENTS_RELATION_NAME, Page

LONGEST = 2000
_IN_HTML = re.compile(r"""\bhref\s*=\s*["'](https?://[^"']+)["']""", re.IGNORECASE)
_WHOLE = re.compile(r"https?://\S+", re.IGNORECASE)


def addresses_in(page: Page, own_hosts: set[str]) -> set[tuple[str, str]]:
    """(content path, address) of each link to another site, of whatever field or block it is in.

    The path is the field's name and, in a field of blocks, the block's id, as Wagtail's editor
    takes it. An address is kept without what comes after `#`, which no server sees.
    """
    found = set()
    for path, text in _texts(page):
        for written in _written(text):
            address = urldefrag(written).url
            host = host_of(address)
            if host and host not in own_hosts and len(address) <= LONGEST:
                found.add((path[:255], address))
    return found


def host_of(address: str) -> str:
    """The name of the server; empty where the address cannot be read."""
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def _written(text: str) -> list[str]:
    whole = text.strip()
    if _WHOLE.fullmatch(whole):
        return [whole]
    return [unescape(address) for address in _IN_HTML.findall(text)]


def _texts(page: Page) -> Iterator[tuple[str, str]]:
    blocks = {
        field.name: field for field in page._meta.get_fields() if isinstance(field, StreamField)
    }
    for name, field in blocks.items():
        for block in field.value_from_object(page).get_prep_value():
            for text in _strings(block.get("value")):
                yield f"{name}.{block.get('id')}", text
    for name, value in get_serializable_data_for_fields(page).items():
        if name not in blocks:
            for text in _strings(value):
                yield name, text
    for relation in get_all_child_relations(page):
        # What editors say to each other is not on the page.
        if (name := relation.get_accessor_name()) != COMMENTS_RELATION_NAME:
            for row in getattr(page, name).all():
                for text in _strings(get_serializable_data_for_fields(row)):
                    yield name, text


def _strings(value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _strings(part)
