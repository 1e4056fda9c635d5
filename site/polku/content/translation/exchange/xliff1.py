"""XLIFF 1.2 (OASIS Standard, 1 February 2008, docs.oasis-open.org/xliff/v1.2/os/xliff-core.html).

A trans-unit is one text; its id is the segment's key, its resname the place on the page. Pairs of
codes are `g`, single ones `x`, whose ids say their tags (see `content`); on the way in also `bx`,
`ex`, `bpt`, `ept`, `ph` and `it`, since tools turn the one into the other. A character that XML
cannot hold is an `x` as well, since 1.2 has nothing else for it.
"""

import re
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET

from django.utils.translation import gettext as _

from . import content, xmlfile
from .content import Code, Content, Kind
from .document import FINISHED, RANK, Document, Segment, State
from .refusals import FileRefused, MarkupBroken
from .xmlfile import FORBIDDEN, SPACE, local, namespace

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
ORIGINAL = "polku:translation:"
VERSION, TITLE, PLACE = "polku-version", "title", "place"
TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "a": "link",
    "br": "lb",
}
TAGS = {"bold": "b", "italic": "i", "lb": "br"}
CONTROL = re.compile(r"u([0-9a-f]{4})(?:\.[0-9]+)?")
MACHINE = frozenset(["leveraged-mt", "mt-suggestion"])
STATES = {
    State.UNTRANSLATED: "needs-translation",
    State.UNFINISHED: "needs-review-translation",
    State.TRANSLATED: "translated",
    State.CHECKED: "signed-off",
}
MEANT = {
    "translated": State.TRANSLATED,
    "signed-off": State.CHECKED,
    "final": State.CHECKED,
}


# Out


def write(document: Document) -> bytes:
    root = ET.Element("xliff", {"xmlns": NAMESPACE, "version": "1.2"})
    file = ET.SubElement(
        root,
        "file",
        {
            "original": ORIGINAL + document.translation,
            "source-language": document.source_language,
            "target-language": document.target_language,
            "datatype": "html",
        },
    )
    header = ET.SubElement(file, "header")
    _write_note(header, VERSION, document.digest)
    _write_note(header, TITLE, document.title)
    body = ET.SubElement(file, "body")
    for segment in document.segments:
        unit = ET.SubElement(
            body, "trans-unit", {"id": segment.key, "resname": segment.path, SPACE: "preserve"}
        )
        _write_text(content.from_html(segment.source), ET.SubElement(unit, "source"))
        if segment.target:
            target = ET.SubElement(unit, "target", {"state": STATES[segment.state]})
            if segment.is_machine:
                target.set("state-qualifier", "leveraged-mt")
            elif segment.state in FINISHED:
                unit.set("approved", "yes")
            _write_text(content.from_html(segment.target), target)
        if segment.label:
            _write_note(unit, PLACE, segment.label)
    return xmlfile.serialise(root)


def _write_note(holder: ET.Element, who: str, text: str) -> None:
    ET.SubElement(holder, "note", {"from": who}).text = FORBIDDEN.sub(" ", text)


def _write_text(parts: Content, element: ET.Element) -> None:
    holders: list[ET.Element] = [element]
    last: ET.Element | None = None
    controls = 0

    def add_text(text: str) -> None:
        if last is None:
            holders[-1].text = (holders[-1].text or "") + text
        else:
            last.tail = (last.tail or "") + text

    for part in parts:
        if isinstance(part, str):
            place = 0
            for forbidden in FORBIDDEN.finditer(part):
                add_text(part[place : forbidden.start()])
                controls += 1
                number = f"u{ord(forbidden[0]):04x}.{controls}"
                last = ET.SubElement(holders[-1], "x", {"id": number, "ctype": "x-control"})
                place = forbidden.end()
            add_text(part[place:])
        elif part.kind is Kind.CLOSE:
            last = holders.pop()
            if part.tag == "span":
                last = holders.pop()
        else:
            if part.tag == "span":  # what stays as it is, is said to tools as well
                holders.append(ET.SubElement(holders[-1], "mrk", {"mtype": "protected"}))
            kind = TYPES.get(part.tag, f"x-{part.tag}")
            name = "x" if part.kind is Kind.EMPTY else "g"
            last = ET.SubElement(holders[-1], name, {"id": part.name, "ctype": kind})
            if part.kind is Kind.OPEN:
                holders.append(last)
                last = None


# In


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def read(root: ET.Element) -> list[Document]:
    """One document for each `file`. Raises FileRefused."""
    if root.get("version") != "1.2":
        raise FileRefused(
            _("The file is XLIFF %(version)s. Use 1.2 or 2.1.")
            % {"version": root.get("version", "")[:20]}
        )
    files = root.findall(_tag("file"))
    if not files:
        raise FileRefused(_("The file has no texts."))
    return [_document(file) for file in files]


def _document(file: ET.Element) -> Document:
    for name in ("original", "source-language", "datatype"):
        if name not in file.attrib:
            raise FileRefused(
                _("The element “%(name)s” lacks its attribute “%(attribute)s”.")
                % {"name": "file", "attribute": name}
            )
    body = file.find(_tag("body"))
    if body is None:
        raise FileRefused(_("The file has no texts."))
    units = list(body.iter(_tag("trans-unit")))
    numbers = [unit.get("id") for unit in units]
    if None in numbers or len(set(numbers)) < len(numbers):
        raise FileRefused(_("A text of the file has no number of its own."))
    has_translations = any(unit.find(_tag("target")) is not None for unit in units)
    if has_translations and "target-language" not in file.attrib:
        raise FileRefused(_("The file has translations, but does not say in which language."))
    header = file.find(_tag("header"))
    return Document(
        translation=file.get("original").removeprefix(ORIGINAL),
        source_language=file.get("source-language"),
        target_language=file.get("target-language", ""),
        digest=_note(header, VERSION),
        segments=tuple(map(_segment, units)),
        title=_note(header, TITLE),
    )


def _note(holder: ET.Element | None, who: str) -> str:
    notes = [] if holder is None else holder.iterfind(_tag("note"))
    return next(((n.text or "").strip() for n in notes if n.get("from") == who), "")


def _segment(unit: ET.Element) -> Segment:
    source, target = unit.find(_tag("source")), unit.find(_tag("target"))
    if source is None:
        raise FileRefused(_("The text “%(id)s” has no original.") % {"id": unit.get("id")})
    fault, translated = "", ""
    try:
        original = _html(source)
    except MarkupBroken as broken:
        raise FileRefused(
            _("In the unit “%(unit)s”: %(fault)s") % {"unit": unit.get("id"), "fault": broken}
        ) from None
    state, is_machine = State.UNTRANSLATED, False
    if target is not None:
        try:
            translated = _html(target)
        except MarkupBroken as broken:
            fault = str(broken)
        if translated or fault:
            state = _state(unit, target)
            is_machine = target.get("state-qualifier") in MACHINE
    return Segment(
        path=unit.get("resname", ""),
        source=original,
        target=translated,
        state=state,
        is_machine=is_machine,
        fault=fault,
    )


def _state(unit: ET.Element, target: ET.Element) -> State:
    """A translation without a state is one; `new` and all that it needs are not finished, unless
    somebody has approved it."""
    qualifier = target.get("state-qualifier", "")
    if qualifier.startswith("rejected-"):
        return State.UNFINISHED
    state = MEANT.get(target.get("state", "translated"), State.UNFINISHED)
    if unit.get("approved") == "yes":
        return State.CHECKED if qualifier in MACHINE else max(state, State.TRANSLATED, key=RANK)
    return state


def _html(element: ET.Element) -> str:
    return content.to_html(content.joined(_parts(element, {})))


def _parts(element: ET.Element, names: dict[str, str]) -> Iterator[str | Code]:
    """`names`: what codes are called with us, by what links the end of a pair to its start."""
    yield element.text or ""
    for child in element:
        yield from _part(child, names)
        yield child.tail or ""


def _part(child: ET.Element, names: dict[str, str]) -> Iterable[str | Code]:
    name, given = local(child.tag), child.attrib
    if namespace(child.tag) != NAMESPACE:
        raise MarkupBroken(_("The markup “%(name)s” is unknown.") % {"name": name})
    pair = given.get("rid", given.get("id", ""))
    if name == "g":
        called = _name(child, names)
        yield content.code(Kind.OPEN, called)
        yield from _parts(child, names)
        yield content.code(Kind.CLOSE, called)
    elif name == "x" and CONTROL.fullmatch(given.get("id", "")):
        yield chr(int(CONTROL.fullmatch(given["id"])[1], 16))
    elif name in ("x", "ph"):
        yield content.code(Kind.EMPTY, _name(child, names))
    elif name in ("bx", "bpt") or (name == "it" and given.get("pos") == "open"):
        names[f"/{pair}"] = _name(child, names)
        yield content.code(Kind.OPEN, names[f"/{pair}"])
    elif name in ("ex", "ept") or (name == "it" and given.get("pos") == "close"):
        yield content.code(Kind.CLOSE, names.get(f"/{pair}", pair))
    elif name == "mrk":
        yield from _parts(child, names)
    else:
        raise MarkupBroken(_("The markup “%(name)s” is unknown.") % {"name": name})


def _name(child: ET.Element, names: dict[str, str]) -> str:
    number = child.get("id", "")
    if content.NAME.fullmatch(number):
        return number
    if child.get("ctype") in TAGS:
        return names.setdefault(number, f"{TAGS[child.get('ctype')]}{len(names) + 100}")
    return number
