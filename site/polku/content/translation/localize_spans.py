"""Repair of wagtail-localize for “do not translate”: it takes a span for a block that ends a text,
and allows no attributes but those of links (https://github.com/wagtail/wagtail-localize/issues/271
asks for more inline elements). With this, `<span translate="no">` inside a sentence stays in it, as
`<span id="span1">`, like a link.
"""

from bs4 import BeautifulSoup
from wagtail_localize import strings

_validate, _extract_ids = strings.validate_element, strings.extract_ids


def keep() -> None:
    """Let wagtail-localize keep spans; called once, at the start."""
    if "span" not in strings.INLINE_TAGS:
        strings.INLINE_TAGS.append("span")
    strings.validate_element = _validate_but_spans
    strings.extract_ids = _extract_ids_of_all


def _validate_but_spans(element) -> None:
    """As wagtail-localize's own, on a copy whose spans have no ids."""
    if element.name != "[document]":
        _validate(element)
        return
    copied = BeautifulSoup(str(element), "html.parser")
    for span in copied.find_all("span"):
        span.attrs.pop("id", None)
    _validate(copied)


def _extract_ids_of_all(template: str) -> set[str]:
    spans = BeautifulSoup(template, "html.parser").find_all("span", id=True)
    return _extract_ids(template) | {span["id"] for span in spans}
