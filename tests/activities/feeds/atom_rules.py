"""What RFC 4287 asks of a feed, as far as ours could break it; `test_atom.py` holds these rules
against the cases of the W3C feed validator, by its names of faults."""

import re
from datetime import datetime
from urllib.parse import urlsplit

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ONCE = ("generator", "icon", "id", "logo", "rights", "subtitle", "title", "updated")
ONCE_OF_ENTRY = ("content", "id", "published", "rights", "source", "summary", "title", "updated")
NEEDED = ("id", "title", "updated")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*|")


def faults(feed: bytes) -> set[str]:
    root = etree.fromstring(feed)
    entries = root.findall(f"{ATOM}entry")
    found = {fault for entry in entries for fault in _of(entry, ONCE_OF_ENTRY)} | _of(root, ONCE)
    if root.find(f"{ATOM}link[@rel='self']") is None:
        found.add("MissingSelf")
    names = [entry.findtext(f"{ATOM}id") for entry in entries]
    if len(names) != len(set(names)):
        found.add("DuplicateEntries")
    if root.find(f"{ATOM}author") is None and [
        entry for entry in entries if entry.find(f".//{ATOM}author") is None
    ]:
        found.add("MissingElement author")
    for entry in entries:
        has_alternate = any(link.get("rel", "alternate") == "alternate" for link in _links(entry))
        if entry.find(f"{ATOM}content") is None and not has_alternate:
            found.add("MissingContentOrAlternate")
    for one in root.iter():
        if not LANGUAGE.fullmatch(one.get(LANG, "")):
            found.add("InvalidLanguage")
    return found


def _links(element):
    return element.findall(f"{ATOM}link")


def _of(element, once: tuple[str, ...]) -> set[str]:
    found = {
        f"DuplicateElement {name}" for name in once if len(element.findall(f"{ATOM}{name}")) > 1
    }
    for name in (*NEEDED, "generator", "subtitle"):
        told = element.find(f"{ATOM}{name}")
        if told is None and name in NEEDED:
            found.add(f"MissingElement {name}")
        elif told is not None and not "".join(told.itertext()).strip():
            found.add(f"NotBlank {name}")
    name = element.findtext(f"{ATOM}id") or "urn:x"
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:.+", name):
        found.add("InvalidLink" if " " in name else "InvalidFullLink")
    elif urlsplit(name).netloc != urlsplit(name).netloc.lower():
        found.add("NonCanonicalURI")
    for moment in ("updated", "published"):
        text = element.findtext(f"{ATOM}{moment}")
        if text is not None and not _is_moment(text):
            found.add("InvalidRFC3339Date")
    links = [
        (link.get("type"), link.get("hreflang"))
        for link in _links(element)
        if link.get("rel", "alternate") == "alternate"
    ]
    if len(links) != len(set(links)):
        found.add("DuplicateAtomLink")
    return found


def _is_moment(text: str) -> bool:
    if not MOMENT.fullmatch(text):
        return False
    try:
        return bool(datetime.fromisoformat(text))
    except ValueError:
        return False
