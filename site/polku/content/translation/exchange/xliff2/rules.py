"""Constraints on a file and on its units, but for inline codes and references."""

from collections import Counter
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET

from django.utils.translation import gettext as _

from ..xmlfile import FORBIDDEN, LANGUAGE, SPACE, local
from .units import File, Unit, tag


def faults_of_characters(root: ET.Element) -> Iterator[str]:
    """A code point is written as a number only where XML cannot hold it (or discourages it)."""
    for element in root.iter(tag("cp")):
        number = int(element.get("hex"), 16)
        discouraged = 0x7F <= number <= 0x84 or 0x86 <= number <= 0x9F
        if number > 0x10FFFF or not (discouraged or FORBIDDEN.fullmatch(chr(number))):
            yield _("The code point %(number)s cannot stand in “cp”.") % {
                "number": element.get("hex")[:20]
            }


def faults(file: File) -> Iterator[str]:
    yield from _twice(file.root.findall(tag("file")))
    for each in file.root.findall(tag("file")):
        yield from _twice(each.iter(tag("group")))
        yield from _twice(each.iter(tag("unit")))
    for notes in file.root.iter(tag("notes")):
        yield from _twice(notes)
    for skeleton in file.root.iter(tag("skeleton")):
        has_content = len(skeleton) > 0 or bool(skeleton.text)
        if has_content == ("href" in skeleton.attrib):
            yield _("A skeleton has either an address or a content.")
    for unit in file.units:
        yield from _faults_of_unit(unit, file)


def _faults_of_unit(unit: Unit, file: File) -> Iterator[str]:
    if not any(part.is_segment for part in unit.parts):
        yield _("The unit “%(unit)s” has no segment.") % {"unit": unit.id}
    yield from _twice(unit.element.iterfind(f"{tag('originalData')}/{tag('data')}"))
    yield from _faults_of_order(unit)
    for part in unit.parts:
        if part.target is not None and file.target_language is None:
            yield _("The file has translations, but does not say in which language.")
        for element in part.text_elements:
            wanted = file.source_language
            if local(element.tag) == "target":
                wanted = file.target_language or ""
            given = unit.inherited(LANGUAGE, wanted, element)
            if not _is_within(given, wanted):
                yield _("In the unit “%(unit)s” a text is in %(given)s instead of %(wanted)s.") % {
                    "unit": unit.id,
                    "given": given,
                    "wanted": wanted,
                }
        if len({unit.inherited(SPACE, "default", element) for element in part.text_elements}) > 1:
            yield _(
                "In the unit “%(unit)s” a text and its translation treat blanks differently."
            ) % {"unit": unit.id}
        if part.element.get("subState") and not part.element.get("state"):
            yield _("In the unit “%(unit)s” a segment has a finer state, but no state.") % {
                "unit": unit.id
            }
        if part.state != "initial" and part.target is None:
            yield _("In the unit “%(unit)s” a segment is %(state)s, but has no translation.") % {
                "unit": unit.id,
                "state": part.state,
            }


def _faults_of_order(unit: Unit) -> Iterator[str]:
    orders = Counter(part.order for part in unit.parts if part.target is not None)
    for order, count in orders.items():
        if count > 1 or order > len(unit.parts):
            yield _("In the unit “%(unit)s” the order %(order)d is not the place of one part.") % {
                "unit": unit.id,
                "order": order,
            }


def _is_within(given: str, wanted: str) -> bool:
    """As lang() of XPath: fr-CA is within fr."""
    given, wanted = given.lower(), wanted.lower()
    return given == wanted or given.startswith(f"{wanted}-")


def _twice(elements: Iterable[ET.Element]) -> Iterator[str]:
    seen = set()
    for element in elements:
        number = element.get("id")
        if number is not None and number in seen:
            yield _("The number “%(id)s” is given to more than one “%(name)s”.") % {
                "id": number,
                "name": local(element.tag),
            }
        seen.add(number)
