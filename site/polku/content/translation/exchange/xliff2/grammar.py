"""The elements of XLIFF 2.1 core, what stands in them and which attributes they carry."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from django.utils.translation import gettext as _

from ..xmlfile import LANGUAGE, SPACE, XML, local, namespace

CORE = "urn:oasis:names:tc:xliff:document:2.0"
MODULES = "urn:oasis:names:tc:xliff:"
ITS = ("http://www.w3.org/2005/11/its", "urn:oasis:names:tc:xliff:itsm:2.1")

NMTOKEN = r"[\w.\-:\u00b7]+"
LANGUAGE_TAG = r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*"
# BCP 47: the language itself has two letters or more, but for private and old names.
WELL_FORMED_LANGUAGE = r"([A-Za-z]{2,8}|[xXiI](?=-))(-[A-Za-z0-9]{1,8})*"
ANY = r"[\s\S]*"
YES_NO, FIRST_NO, DIRECTION = "yes|no", "yes|firstNo|no", "ltr|rtl|auto"
OWN = r"[^\s:]+:[^\s:]+"
TOKENS = rf"\s*{NMTOKEN}(\s+{NMTOKEN})*\s*"

EDITING = {"canCopy": YES_NO, "canDelete": YES_NO, "canReorder": FIRST_NO, "copyOf": NMTOKEN}
KINDS = {"type": "fmt|ui|quote|link|image|other", "subType": OWN}
ONE_CODE = {
    **EDITING,
    **KINDS,
    "disp": ANY,
    "equiv": ANY,
    "id": NMTOKEN,
    "dataRef": NMTOKEN,
    "subFlows": TOKENS,
}
END_OF_PAIR = {**ONE_CODE, "canOverlap": YES_NO, "dir": DIRECTION, "isolated": YES_NO}
ANNOTATION = {
    "id": NMTOKEN,
    "translate": YES_NO,
    "type": rf"generic|comment|term|{OWN}",
    "ref": ANY,
    "value": ANY,
}
INHERITED = {
    "canResegment": YES_NO,
    "translate": YES_NO,
    "srcDir": DIRECTION,
    "trgDir": DIRECTION,
    SPACE: "default|preserve",
}
INLINE = frozenset(["cp", "ph", "pc", "sc", "ec", "mrk", "sm", "em"])


@dataclass(frozen=True)
class Element:
    """`children`: names in their order, each followed by a blank; `other` is of another namespace.
    `foreign`: attributes of which other namespaces; of "" all."""

    attributes: dict[str, str]
    children: str = ""
    required: tuple[str, ...] = ()
    has_text: bool = False
    foreign: tuple[str, ...] | None = None


_INLINE = "((" + "|".join(sorted(INLINE)) + ") )*"
_TEXT = {LANGUAGE: WELL_FORMED_LANGUAGE, SPACE: "default|preserve"}
_ALL = ("",)
_OF_MODULES = (MODULES, *ITS)

ELEMENTS = {
    "xliff": Element(
        {
            "version": ANY,
            "srcLang": WELL_FORMED_LANGUAGE,
            "trgLang": WELL_FORMED_LANGUAGE,
            SPACE: "default|preserve",
        },
        "(file )+",
        ("version", "srcLang"),
        foreign=_ALL,
    ),
    "file": Element(
        {**INHERITED, "id": NMTOKEN, "original": ANY},
        "(skeleton )?(other )*(notes )?((unit|group) )+",
        ("id",),
        foreign=_ALL,
    ),
    "skeleton": Element({"href": ANY}, "(other )*", has_text=True),
    "group": Element(
        {**INHERITED, "id": NMTOKEN, "name": ANY, "type": OWN},
        "(other )*(notes )?((unit|group) )*",
        ("id",),
        foreign=_ALL,
    ),
    "unit": Element(
        {**INHERITED, "id": NMTOKEN, "name": ANY, "type": OWN},
        "(other )*(notes )?(originalData )?((segment|ignorable) )+",
        ("id",),
        foreign=_ALL,
    ),
    "segment": Element(
        {
            "id": NMTOKEN,
            "canResegment": YES_NO,
            "state": "initial|translated|reviewed|final",
            "subState": OWN,
        },
        "source (target )?",
    ),
    "ignorable": Element({"id": NMTOKEN}, "source (target )?"),
    "notes": Element({}, "(note )+"),
    "note": Element(
        {
            "id": NMTOKEN,
            "appliesTo": "source|target",
            "category": ANY,
            "priority": r"\+?0*([1-9]|10)",
        },
        has_text=True,
        foreign=_ALL,
    ),
    "originalData": Element({}, "(data )+"),
    "data": Element(
        {"id": NMTOKEN, "dir": DIRECTION, SPACE: "preserve"}, "(cp )*", ("id",), has_text=True
    ),
    "source": Element(_TEXT, _INLINE, has_text=True),
    "target": Element({**_TEXT, "order": r"\+?0*[1-9][0-9]*"}, _INLINE, has_text=True),
    "cp": Element({"hex": "([0-9A-Fa-f]{2})+"}, required=("hex",)),
    "ph": Element(ONE_CODE, required=("id",), foreign=_OF_MODULES),
    "pc": Element(
        {
            **EDITING,
            **KINDS,
            "canOverlap": YES_NO,
            "id": NMTOKEN,
            "dir": DIRECTION,
            **{
                f"{name}{end}": pattern
                for name, pattern in (
                    ("disp", ANY),
                    ("equiv", ANY),
                    ("dataRef", NMTOKEN),
                    ("subFlows", TOKENS),
                )
                for end in ("Start", "End")
            },
        },
        _INLINE,
        ("id",),
        has_text=True,
        foreign=_OF_MODULES,
    ),
    "sc": Element(END_OF_PAIR, required=("id",), foreign=_OF_MODULES),
    "ec": Element({**END_OF_PAIR, "startRef": NMTOKEN}, foreign=_OF_MODULES),
    "mrk": Element(ANNOTATION, _INLINE, ("id",), has_text=True, foreign=_ALL),
    "sm": Element(ANNOTATION, required=("id",), foreign=_ALL),
    "em": Element({"startRef": NMTOKEN}, required=("startRef",)),
}


def faults(root: ET.Element) -> Iterator[str]:
    """What is wrong with the elements of a file, in sentences."""
    if root.tag != f"{{{CORE}}}xliff":
        yield _("The file is no XLIFF 2 file: its first element is “%(name)s”.") % {
            "name": local(root.tag)
        }
        return
    for element in root.iter():
        if namespace(element.tag) == CORE:
            yield from _faults_of(element)


def _faults_of(element: ET.Element) -> Iterator[str]:
    name = local(element.tag)
    rule = ELEMENTS.get(name)
    if rule is None:
        yield _("XLIFF has no element “%(name)s”.") % {"name": name}
        return
    children = "".join(
        f"{local(child.tag) if namespace(child.tag) == CORE else 'other'} " for child in element
    )
    if not re.fullmatch(rule.children, children):
        yield _("What stands in the element “%(name)s” is incomplete or misplaced: %(found)s.") % {
            "name": _named(element),
            "found": children.strip() or _("nothing"),
        }
    texts = [element.text, *(child.tail for child in element)]
    if not rule.has_text and any(text and text.strip() for text in texts):
        yield _("The element “%(name)s” cannot have text of its own.") % {"name": _named(element)}
    for attribute in rule.required:
        if attribute not in element.attrib:
            yield _("The element “%(name)s” lacks its attribute “%(attribute)s”.") % {
                "name": _named(element),
                "attribute": attribute,
            }
    for attribute, value in element.attrib.items():
        if not _is_allowed(rule, attribute, value, element):
            yield _("The element “%(name)s” cannot have %(attribute)s=“%(value)s”.") % {
                "name": _named(element),
                "attribute": local(attribute),
                "value": value[:100],
            }


def _is_allowed(rule: Element, attribute: str, value: str, element: ET.Element) -> bool:
    if attribute in rule.attributes:
        return re.fullmatch(rule.attributes[attribute], value) is not None
    place = namespace(attribute)
    if not place or rule.foreign is None:
        return False
    if attribute == LANGUAGE:
        return re.fullmatch(WELL_FORMED_LANGUAGE, value) is not None
    if attribute.startswith(XML):
        return True
    if local(element.tag) == "ec" and element.get("isolated") != "yes":
        return False  # what is said of a pair is said at its start
    return any(place.startswith(start) for start in rule.foreign)


def _named(element: ET.Element) -> str:
    number = element.get("id")
    return f"{local(element.tag)} {number}" if number else local(element.tag)
