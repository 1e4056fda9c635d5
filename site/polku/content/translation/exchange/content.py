"""The text of a segment as runs of text and inline codes.

wagtail-localize keeps HTML: inline tags without attributes, but for `<a id="a1">` and
`<span id="span1">`, whose numbers stand for an address or for “do not translate” that the page
keeps. A code's name says its tag, so that whatever a tool does to the file, the name is enough to
bring the tag back: `b1` is the first `<b>` of the text, `a1` the link `a1`, `a1.2` a second copy of
that link, `a-1` a link without a number.
"""

import re
import warnings
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, NavigableString, Tag
from bs4.element import PreformattedString
from django.utils.translation import gettext as _

from .refusals import MarkupBroken

# A text may well be an address of a page.
warnings.filterwarnings("ignore", category=MarkupResemblesLocatorWarning, module=__name__)

# wagtail_localize.strings.INLINE_TAGS, with what `localize_spans` adds.
PAIRED_TAGS = frozenset(["a", "abbr", "acronym", "b", "code", "em", "i", "span", "strong"])
EMPTY_TAGS = frozenset(["br"])
NAME = re.compile(r"(?P<tag>[a-z]+)(?P<number>-?[0-9]+)(?:\.[0-9]+)?")
NUMBERED_TAGS = frozenset(["a", "span"])
NUMBER = re.compile(r"(?P<tag>a|span)[0-9]+")


class Kind(StrEnum):
    OPEN = "open"
    CLOSE = "close"
    EMPTY = "empty"


@dataclass(frozen=True)
class Code:
    """A place in the text that a translator moves but does not write."""

    kind: Kind
    name: str

    @property
    def tag(self) -> str:
        return NAME.fullmatch(self.name)["tag"]

    @property
    def base(self) -> str:
        """The name of what this is a copy of, or its own."""
        return self.name.partition(".")[0]


Content = tuple[str | Code, ...]


def code(kind: Kind, name: str) -> Code:
    """Raises MarkupBroken for a name that is none of ours."""
    found = NAME.fullmatch(name)
    allowed = EMPTY_TAGS if kind is Kind.EMPTY else PAIRED_TAGS
    if not found or found["tag"] not in allowed:
        raise MarkupBroken(_("The markup “%(name)s” is unknown.") % {"name": name})
    return Code(kind, name)


def from_html(html: str) -> Content:
    """Raises MarkupBroken for tags and attributes that a text cannot have."""
    numbers, taken = Counter(), Counter()
    parts: list[str | Code] = []

    def has_attributes(tag: Tag) -> MarkupBroken:
        return MarkupBroken(_("The tag <%(tag)s> cannot have attributes.") % {"tag": tag.name})

    def name_of(tag: Tag) -> str:
        if tag.name not in PAIRED_TAGS | EMPTY_TAGS:
            raise MarkupBroken(_("The tag <%(tag)s> cannot stand here.") % {"tag": tag.name})
        if tag.name in NUMBERED_TAGS and "id" in tag.attrs:
            name = tag.attrs["id"]
            number = NUMBER.fullmatch(name)
            if set(tag.attrs) != {"id"} or not number or number["tag"] != tag.name:
                raise MarkupBroken(
                    _("The tag <%(tag)s> cannot have attributes.") % {"tag": tag.name}
                )
            taken[name] += 1
            return name if taken[name] == 1 else f"{name}.{taken[name]}"
        if tag.attrs:
            raise has_attributes(tag)
        numbers[tag.name] += 1
        sign = "-" if tag.name in NUMBERED_TAGS else ""
        return f"{tag.name}{sign}{numbers[tag.name]}"

    def walk(element: Tag) -> None:
        for child in element.children:
            if isinstance(child, PreformattedString):
                continue  # a comment
            if isinstance(child, NavigableString):
                parts.append(str(child))
                continue
            name = name_of(child)
            if child.name in EMPTY_TAGS:
                parts.append(Code(Kind.EMPTY, name))
                continue
            parts.append(Code(Kind.OPEN, name))
            walk(child)
            parts.append(Code(Kind.CLOSE, name))

    walk(BeautifulSoup(html, "html.parser"))
    return joined(parts)


def to_html(content: Content) -> str:
    """Raises MarkupBroken where codes overlap, or where one is not closed or not opened."""
    parts, opened = [], []
    for part in content:
        if isinstance(part, str):
            parts.append(part.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
        elif part.kind is Kind.EMPTY:
            parts.append(f"<{part.tag}/>")
        elif part.kind is Kind.OPEN:
            opened.append(part.name)
            number = f' id="{part.base}"' if NUMBER.fullmatch(part.base) else ""
            parts.append(f"<{part.tag}{number}>")
        elif not opened or opened.pop() != part.name:
            raise MarkupBroken(_("The markup overlaps or ends before it begins."))
        else:
            parts.append(f"</{part.tag}>")
    if opened:
        raise MarkupBroken(_("The markup “%(name)s” is not closed.") % {"name": opened[-1]})
    return "".join(parts)


def without_numbers(content: Content) -> str:
    """HTML to look at: of well-formed content, without what only the page can resolve."""
    return re.sub(r'(<(?:a|span)) id="[a-z0-9]+"', r"\1", to_html(content))


def normal(html: str) -> str:
    """The same text in one spelling; as it is where it cannot be read."""
    try:
        return to_html(from_html(html))
    except MarkupBroken:
        return html


def joined(parts: Iterable[str | Code]) -> Content:
    """With neighbouring runs of text as one."""
    content: list[str | Code] = []
    for part in parts:
        if isinstance(part, str) and content and isinstance(content[-1], str):
            content[-1] += part
        elif part != "":
            content.append(part)
    return tuple(content)


def lost_links(source: str, target: str) -> list[str]:
    """Links of the original that its translation lacks; a text without them would lead nowhere."""
    return sorted(name for name in _numbers(source) - _numbers(target) if name.startswith("a"))


def unknown_numbers(source: str, target: str) -> list[str]:
    """Numbers of the translation that the original lacks, so that nobody knows what they mean."""
    return sorted(_numbers(target) - _numbers(source))


def _numbers(html: str) -> set[str]:
    return {
        part.base
        for part in from_html(html)
        if isinstance(part, Code) and NUMBER.fullmatch(part.base)
    }
