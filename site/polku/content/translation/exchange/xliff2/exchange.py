"""Our documents as XLIFF 2.1, and back.

A unit is one text; its id is the segment's key, its name the place on the page. Inline codes are
`pc` and `ph` whose ids say their tags (see `content`), so that a tool may turn a `pc` into `sc` and
`ec`, add annotations, or drop our data. A link cannot be deleted; all else may.

By the standard a segment without a state is `initial`, that is, not done (2.1, section 4.3.1.33).
Tools that know no states (OmegaT, the translate toolkit and with it Weblate) leave it as it was and
take a translation without one as done, and so do we. So a text that nobody has translated goes out
without a state, which means the same by the standard; only an `initial` that is written there says
that a translation is not finished.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from xml.etree import ElementTree as ET

from django.utils.translation import gettext as _

from polku.base import languages

from .. import content, xmlfile
from ..content import Code, Content, Kind
from ..document import RANK, Document, Segment, State
from ..refusals import FileRefused, MarkupBroken
from ..xmlfile import SPACE
from . import codes, inline, reading
from .inline import Token, Tokens
from .units import Unit, tag

VERSION, TITLE, PLACE = "polku-version", "title", "place"
ORIGINAL = "polku:translation:"
KINDS = {
    "b": ("fmt", "xlf:b"),
    "strong": ("fmt", "xlf:b"),
    "i": ("fmt", "xlf:i"),
    "em": ("fmt", "xlf:i"),
    "br": ("fmt", "xlf:lb"),
    "a": ("link", None),
}
# What a tool that makes codes of its own means by them.
TAGS = {"xlf:b": "b", "xlf:i": "i", "xlf:lb": "br"}
MACHINE = "polku:machine"
# After the colon of a subState, whoever's it is.
MACHINE_WORDS = frozenset(["machine", "mt", "mt-suggestion", "leveraged-mt"])
STATES = {
    State.UNTRANSLATED: "initial",
    State.UNFINISHED: "initial",
    State.TRANSLATED: "translated",
    State.CHECKED: "reviewed",
}
MEANT = {
    "initial": State.UNFINISHED,
    "translated": State.TRANSLATED,
    "reviewed": State.CHECKED,
    "final": State.CHECKED,
}


# Out


def write(document: Document) -> bytes:
    root = ET.Element(
        "xliff",
        {
            "xmlns": "urn:oasis:names:tc:xliff:document:2.0",
            "version": "2.1",
            "srcLang": document.source_language,
            "trgLang": document.target_language,
        },
    )
    file = ET.SubElement(
        root,
        "file",
        {
            "id": "page",
            "original": ORIGINAL + document.translation,
            "canResegment": "no",
            "srcDir": languages.direction(document.source_language),
            "trgDir": languages.direction(document.target_language),
        },
    )
    notes = ET.SubElement(file, "notes")
    for category, text in ((VERSION, document.digest), (TITLE, document.title)):
        note = ET.SubElement(notes, "note", {"id": category, "category": category})
        inline.write([xmlfile.FORBIDDEN.sub(" ", text)], note, "")
    for segment in document.segments:
        _write_unit(segment, file)
    return xmlfile.serialise(root)


def _write_unit(segment: Segment, file: ET.Element) -> None:
    unit = ET.SubElement(file, "unit", {"id": segment.key, "name": segment.path, SPACE: "preserve"})
    if segment.label:
        notes = ET.SubElement(unit, "notes")
        note = ET.SubElement(notes, "note", {"category": PLACE})
        note.text = xmlfile.FORBIDDEN.sub(" ", segment.label)
    source = content.from_html(segment.source)
    target = content.from_html(segment.target) if segment.target else None
    tags = sorted({p.tag for p in (*source, *(target or ())) if isinstance(p, Code)})
    if tags:
        data = ET.SubElement(unit, "originalData")
        for name in tags:
            if name in content.EMPTY_TAGS:
                ET.SubElement(data, "data", {"id": name}).text = f"<{name}/>"
            else:
                ET.SubElement(data, "data", {"id": f"{name}-start"}).text = f"<{name}>"
                ET.SubElement(data, "data", {"id": f"{name}-end"}).text = f"</{name}>"
    state = {"state": STATES[segment.state]} if target is not None else {}
    if segment.is_machine and target is not None:
        state["subState"] = MACHINE
    part = ET.SubElement(unit, "segment", state)
    # A translation that has lost a link already would break the rule that it must not.
    keep = target is None or not content.lost_links(segment.source, segment.target)
    for name, text in (("source", source), ("target", target)):
        if text is not None:
            inline.write(_tokens(text, keep), ET.SubElement(part, name), "")


def _tokens(parts: Content, keep: bool) -> Iterator[str | Token]:
    """`keep`: whether links cannot be deleted."""
    bases = {part.name for part in parts if isinstance(part, Code)}
    for part in parts:
        if isinstance(part, str):
            yield part
            continue
        # What stays as it is, is said to tools as well.
        mark = Token("mrk", {"id": f"keep-{part.name}", "translate": "no"})
        code = Token(
            "ph" if part.kind is Kind.EMPTY else "pc",
            _attributes(part, bases, keep),
            part.kind is Kind.CLOSE,
        )
        if part.tag == "span" and part.kind is Kind.OPEN:
            yield mark
        yield code
        if part.tag == "span" and part.kind is Kind.CLOSE:
            yield replace(mark, is_end=True)


def _attributes(part: Code, bases: set[str], keep: bool) -> dict[str, str]:
    kind, finer = KINDS.get(part.tag, ("other", None))
    attributes = {"id": part.name, "type": kind}
    if finer:
        attributes["subType"] = finer
    if part.tag == "a" and keep:
        attributes["canDelete"] = "no"
    if part.name != part.base and part.base in bases:
        attributes["copyOf"] = part.base
    elif part.kind is Kind.EMPTY:
        attributes["dataRef"] = part.tag
    else:
        attributes |= {"dataRefStart": f"{part.tag}-start", "dataRefEnd": f"{part.tag}-end"}
    return attributes


# In


def read(root: ET.Element) -> list[Document]:
    """One document for each `file`; a text whose codes are broken has a fault.

    Raises FileRefused.
    """
    file = reading.without_codes(root)
    return [
        Document(
            translation=each.get("original", "").removeprefix(ORIGINAL),
            source_language=file.source_language,
            target_language=file.target_language or "",
            digest=_note(each, VERSION),
            segments=tuple(_segment(unit) for unit in file.units if unit.file is each),
            title=_note(each, TITLE),
        )
        for each in file.root.findall(tag("file"))
    ]


def _note(holder: ET.Element, category: str) -> str:
    for note in holder.iterfind(f"{tag('notes')}/{tag('note')}"):
        if note.get("category") == category or note.get("id") == category:
            return (note.text or "").strip()
    return ""


def _segment(unit: Unit) -> Segment:
    segments = [part for part in unit.parts if part.is_segment]
    translated = [part for part in segments if part.target is not None]
    fault, target = "", ""
    try:
        source = _html(part.source for part in unit.parts)
    except MarkupBroken as broken:
        raise FileRefused(
            _("In the unit “%(unit)s”: %(fault)s") % {"unit": unit.id, "fault": broken}
        ) from None
    if translated:
        try:
            target = _html(_targets(unit))
            fault = next(codes.faults(unit), "")
        except MarkupBroken as broken:
            fault = str(broken)
    state = State.UNTRANSLATED
    if target or fault:
        states = [MEANT[part.element.get("state", "translated")] for part in segments]
        state = min(states, key=RANK)
        if len(translated) < len(segments):
            state = State.UNFINISHED
    return Segment(
        path=unit.element.get("name", ""),
        source=source,
        target=target,
        state=state,
        is_machine=any(_is_machine(part.element.get("subState", "")) for part in segments),
        fault=fault,
    )


def _targets(unit: Unit) -> Iterator[Tokens]:
    for part in unit.in_order_of_target():
        if part.target is not None:
            yield part.target
        elif not part.is_segment:
            yield part.source  # what stands between segments stays as it is


def _is_machine(finer: str) -> bool:
    return finer.rpartition(":")[2].lower() in MACHINE_WORDS


def _html(texts: Iterable[Tokens]) -> str:
    names: dict[str, str] = {}
    parts: list[str | Code] = []
    for token in (token for tokens in texts for token in tokens):
        if isinstance(token, str):
            parts.append(token)
        elif token.name in ("ph", "pc", "sc", "ec"):
            parts.append(_code(token, names))
    return content.to_html(content.joined(parts))


def _code(token: Token, names: dict[str, str]) -> Code:
    given = token.attributes
    number = given.get("startRef") or given["id"]
    if number not in names:
        names[number] = _name(number, given, len(names))
    kind = {"ph": Kind.EMPTY, "ec": Kind.CLOSE}.get(token.name, Kind.OPEN)
    return content.code(Kind.CLOSE if token.is_end else kind, names[number])


def _name(number: str, given: dict[str, str], so_far: int) -> str:
    """What the code is called with us: its id; else that of what it copies; else by its type."""
    if content.NAME.fullmatch(number):
        return number
    if content.NAME.fullmatch(given.get("copyOf", "")):
        return f"{given['copyOf'].partition('.')[0]}.{so_far + 100}"
    if given.get("subType") in TAGS:
        return f"{TAGS[given['subType']]}{so_far + 100}"
    return number
