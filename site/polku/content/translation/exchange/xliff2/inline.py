"""The text of a source or target as a row of tokens, and back without loss.

An element that holds text (pc, mrk) is two tokens, its start and its end; a character that XML
cannot hold (cp) is that character in the text.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from ..xmlfile import FORBIDDEN, local
from .grammar import CORE

HOLDERS = frozenset(["pc", "mrk"])


@dataclass(frozen=True)
class Token:
    """`is_end`: the end of a pc or mrk, with the attributes of its start."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict, hash=False)
    is_end: bool = False


Tokens = tuple[str | Token, ...]


def read(element: ET.Element) -> Tokens:
    tokens: list[str | Token] = []
    for token in _walk(element):
        if isinstance(token, str) and tokens and isinstance(tokens[-1], str):
            tokens[-1] += token
        elif token != "":
            tokens.append(token)
    return tuple(tokens)


def _walk(element: ET.Element) -> Iterator[str | Token]:
    yield element.text or ""
    for child in element:
        name = local(child.tag)
        if name == "cp":
            yield chr(int(child.get("hex"), 16))
        else:
            yield Token(name, dict(child.attrib))
            if name in HOLDERS:
                yield from _walk(child)
                yield Token(name, dict(child.attrib), is_end=True)
        yield child.tail or ""


def write(tokens: Iterable[str | Token], element: ET.Element, namespace: str = CORE) -> None:
    """Put the text into an element that has none; the elements are of this namespace."""
    start = f"{{{namespace}}}" if namespace else ""
    holders, last = [element], None

    def add_text(text: str) -> None:
        if last is None:
            holders[-1].text = (holders[-1].text or "") + text
        else:
            last.tail = (last.tail or "") + text

    for token in tokens:
        if isinstance(token, str):
            place = 0
            for forbidden in FORBIDDEN.finditer(token):
                add_text(token[place : forbidden.start()])
                number = f"{ord(forbidden[0]):04X}"
                last = ET.SubElement(holders[-1], f"{start}cp", {"hex": number})
                place = forbidden.end()
            add_text(token[place:])
        elif token.is_end:
            last = holders.pop()
        else:
            last = ET.SubElement(holders[-1], f"{start}{token.name}", token.attributes)
            if token.name in HOLDERS:
                holders.append(last)
                last = None
