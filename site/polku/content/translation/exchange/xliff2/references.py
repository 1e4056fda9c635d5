"""Constraints on what refers to something else, and on elements that are not of the core."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from django.utils.translation import gettext as _

from ..xmlfile import XML, local, namespace
from .grammar import CORE, MODULES, NMTOKEN
from .units import File, Unit, tag

# Registered prefixes of fragment identifiers, and TBX, which the standard's own examples use.
PREFIXES = frozenset(["gls", "mtc", "res", "mda", "ctr", "slr", "val", "fs", "its", "itsm", "tbx"])
LEAVES = frozenset(["n", "d", "t"]) | PREFIXES

FORMAT_STYLE = f"{MODULES}fs:2.0"
# HTML elements by which a preview can be made (format style module, 5.3.6.1).
STYLES = frozenset(
    re.findall(
        r"\w+",
        "a b bdo big blockquote body br button caption center cite code col colgroup dd del div dl "
        "dt em h1 h2 h3 h4 h5 h6 head hr html i img label legend li ol p pre q s samp select small "
        "span strike strong style sub sup table tbody td tfoot th thead title tr tt u ul",
    )
)
OF_MODULES = {
    f"{MODULES}matches:2.0": {"matches", "match"},
    f"{MODULES}glossary:2.0": {"glossary", "glossEntry", "term", "translation", "definition"},
    f"{MODULES}metadata:2.0": {"metadata", "metaGroup", "meta"},
    f"{MODULES}resourcedata:2.0": {
        "resourceData",
        "resourceItem",
        "resourceItemRef",
        "source",
        "target",
        "reference",
    },
    f"{MODULES}sizerestriction:2.0": {"profiles", "normalization", "data"},
    f"{MODULES}validation:2.0": {"validation", "rule"},
}


def faults(file: File) -> Iterator[str]:
    for holder in file.root.iter():
        if holder.tag in (tag("file"), tag("group"), tag("unit")):
            yield from _numbers_twice(holder)
    for element in file.root.iter():
        yield from _faults_of_modules(element)
    for unit in file.units:
        yield from _faults_of_unit(unit)


def _faults_of_unit(unit: Unit) -> Iterator[str]:
    data = {d.get("id") for d in unit.element.iterfind(f"{tag('originalData')}/{tag('data')}")}
    units = {other.get("id") for other in unit.file.iter(tag("unit"))}
    for part in unit.parts:
        for element in part.element.iter():
            for name in ("dataRef", "dataRefStart", "dataRefEnd"):
                if name in element.attrib and element.get(name) not in data:
                    yield _broken(unit, element.get(name))
            for name in ("subFlows", "subFlowsStart", "subFlowsEnd"):
                for reference in element.get(name, "").split():
                    if reference not in units:
                        yield _broken(unit, reference)
            for pair in ("subFlows", "equiv"):
                if (f"{pair}Start" in element.attrib) != (f"{pair}End" in element.attrib):
                    yield _("In the unit “%(unit)s” half of a pair is missing.") % {"unit": unit.id}
            if element.tag in (tag("mrk"), tag("sm")):
                yield from _faults_of_annotation(unit, element)


def _faults_of_annotation(unit: Unit, element: ET.Element) -> Iterator[str]:
    reference = element.get("ref")
    if element.get("type") == "comment":
        notes = {n.get("id") for n in unit.element.iterfind(f"{tag('notes')}/{tag('note')}")}
        if (reference is None) == ("value" not in element.attrib) or (
            reference is not None and _note(unit, reference) not in notes
        ):
            yield _(
                "In the unit “%(unit)s” the comment %(id)s needs either a text or a note of it."
            ) % {"unit": unit.id, "id": element.get("id")}
    if element.get("type") == "mtc:match" and reference is not None:
        yield _broken(unit, reference)
    if reference is not None and reference.startswith("#") and not _is_fragment(reference):
        yield _broken(unit, reference)


def _note(unit: Unit, reference: str) -> str | None:
    """The note of this unit to which it refers, or None."""
    full = re.escape(f"f={unit.file.get('id')}/") + "(?=u)"
    own = re.escape(f"u={unit.id}/")
    found = re.fullmatch(f"#/?(?:{full})?(?:{own})?n=({NMTOKEN})", reference)
    return found and found[1]


def _is_fragment(reference: str) -> bool:
    """Whether it is a fragment identifier: a file, a group or unit in it, one thing in that."""
    parts = [
        part.partition("=") for part in reference.removeprefix("#").removeprefix("/").split("/")
    ]
    for prefixes in ({"f"}, {"g", "u"}, LEAVES | {""}):
        if not parts:
            break
        prefix = parts[0][0] if parts[0][1] else ""
        value = parts[0][2] if parts[0][1] else parts[0][0]
        if prefix in prefixes and re.fullmatch(NMTOKEN, value):
            parts.pop(0)
    return not parts


def _broken(unit: Unit, reference: str) -> str:
    return _("In the unit “%(unit)s” the reference “%(reference)s” leads nowhere.") % {
        "unit": unit.id,
        "reference": reference[:100],
    }


def _numbers_twice(holder: ET.Element) -> Iterator[str]:
    """Elements of others have numbers of their own within the file, group or unit."""
    seen = set()
    for child in holder:
        if namespace(child.tag) == CORE:
            continue
        for element in child.iter():
            number = element.get("id", element.get(f"{XML}id"))
            place = (namespace(element.tag), number)
            if number is None or namespace(element.tag) == CORE:
                continue
            if place in seen:
                yield _("The number “%(id)s” is given to more than one “%(name)s”.") % {
                    "id": number,
                    "name": local(element.tag),
                }
            seen.add(place)


def _faults_of_modules(element: ET.Element) -> Iterator[str]:
    known = OF_MODULES.get(namespace(element.tag))
    if known is not None and local(element.tag) not in known:
        yield _("XLIFF has no element “%(name)s”.") % {"name": local(element.tag)}
    for name, value in element.attrib.items():
        if namespace(name) == FORMAT_STYLE and not (
            (local(name) == "fs" and value in STYLES) or local(name) == "subFs"
        ):
            yield _("The element “%(name)s” cannot have %(attribute)s=“%(value)s”.") % {
                "name": local(element.tag),
                "attribute": f"fs:{local(name)}",
                "value": value[:100],
            }
