"""What search engines and chats are told of a page: schema.org as JSON-LD, and Open Graph.

A script of this type is data: browsers do not run it, so the policy of the site's contents leaves
it alone. Nothing of a person is in it.
"""

import json
from collections.abc import Callable

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# As Django's own json_script, so that no text ends the element.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


def script(things: list[dict]) -> SafeString:
    """The element for the head of a page; empty where there is nothing to say."""
    if not things:
        return mark_safe("")
    graph = {"@context": "https://schema.org", "@graph": [said(thing) for thing in things]}
    text = json.dumps(graph, ensure_ascii=False).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))


def said(value):
    """The value without what is empty: an unknown fact is left out, not told as nothing."""
    if isinstance(value, dict):
        kept = {name: said(one) for name, one in value.items()}
        return {name: one for name, one in kept.items() if one not in (None, "", [], {})}
    return [said(one) for one in value] if isinstance(value, list) else value


def breadcrumb(ancestors: list[dict], title: str, absolute: Callable[[str], str]) -> dict:
    """`ancestors`: {title, url} of the pages above, the home page first."""
    way = [*((one["title"], absolute(one["url"])) for one in ancestors), (title, None)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": address}
            for place, (name, address) in enumerate(way, 1)
        ],
    }
