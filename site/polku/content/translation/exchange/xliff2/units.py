"""A file as units of segments."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from . import inline
from .grammar import CORE
from .inline import Tokens


def tag(name: str) -> str:
    return f"{{{CORE}}}{name}"


@dataclass(frozen=True)
class Part:
    """A segment, or what stands between segments and is not translated (ignorable).

    `order`: at which place of the unit the target stands, from 1.
    """

    element: ET.Element
    source: Tokens
    target: Tokens | None
    order: int

    @property
    def is_segment(self) -> bool:
        return self.element.tag == tag("segment")

    @property
    def state(self) -> str:
        return self.element.get("state", "initial")

    @property
    def text_elements(self) -> list[ET.Element]:
        return [child for child in self.element if child.tag in (tag("source"), tag("target"))]


@dataclass(frozen=True)
class Unit:
    """`above`: the elements that hold it, from the root."""

    element: ET.Element
    above: tuple[ET.Element, ...]
    parts: tuple[Part, ...]

    @property
    def id(self) -> str:
        return self.element.get("id")

    @property
    def file(self) -> ET.Element:
        return self.above[1]

    def inherited(self, name: str, default: str, element: ET.Element | None = None) -> str:
        """An attribute of the unit, or of the nearest that holds it."""
        chain = [*self.above, self.element, *([] if element is None else [element])]
        return next((e.get(name) for e in reversed(chain) if e.get(name) is not None), default)

    def in_order_of_target(self) -> list[Part]:
        return sorted(self.parts, key=lambda part: part.order)


@dataclass(frozen=True)
class File:
    root: ET.Element
    units: tuple[Unit, ...]

    @classmethod
    def of(cls, root: ET.Element) -> "File":
        return cls(root, tuple(_units(root, ())))

    @property
    def source_language(self) -> str:
        return self.root.get("srcLang")

    @property
    def target_language(self) -> str | None:
        return self.root.get("trgLang")


def _units(element: ET.Element, above: tuple[ET.Element, ...]) -> Iterator[Unit]:
    for child in element:
        if child.tag == tag("unit"):
            yield Unit(child, (*above, element), tuple(_parts(child)))
        elif child.tag in (tag("file"), tag("group")):
            yield from _units(child, (*above, element))


def _parts(unit: ET.Element) -> Iterator[Part]:
    elements = [child for child in unit if child.tag in (tag("segment"), tag("ignorable"))]
    for place, element in enumerate(elements, 1):
        source, target = element.find(tag("source")), element.find(tag("target"))
        yield Part(
            element,
            inline.read(source),
            None if target is None else inline.read(target),
            int(place if target is None else target.get("order", place)),
        )
