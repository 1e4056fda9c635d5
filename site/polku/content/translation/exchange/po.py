"""PO, as gettext has it. The tags of a text stand in it as they are.

A text is an entry whose context is its place on the page. What is not finished, or was made by
machine and not yet checked, is fuzzy.
"""

import re
import tempfile
from pathlib import Path

import polib
from django.utils.translation import gettext as _

from . import content
from .document import FINISHED, Document, Segment, State
from .refusals import FileRefused, MarkupBroken

TRANSLATION, VERSION = "X-Polku-Translation", "X-Polku-Version"
SOURCE, TITLE = "X-Polku-Source-Language", "X-Polku-Title"
CHARSET = re.compile(rb"Content-Type:[^\n]{0,200}?charset=([\w.:-]+)", re.IGNORECASE)


# Out


def write(document: Document) -> bytes:
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": document.target_language.replace("-", "_"),
        SOURCE: document.source_language,
        TRANSLATION: document.translation,
        VERSION: document.digest,
        TITLE: " ".join(document.title.split()),
    }
    for segment in document.segments:
        unfinished = segment.state not in FINISHED or segment.is_machine
        file.append(
            polib.POEntry(
                msgctxt=segment.path,
                msgid=segment.source,
                msgstr=segment.target,
                comment=segment.label,
                flags=["fuzzy"] if segment.target and unfinished else [],
            )
        )
    return (str(file) + "\n").encode()


# In


def read(data: bytes) -> list[Document]:
    """The one document of the file, in a list as with the other formats. Raises FileRefused."""
    file = _parse(data)
    given = file.metadata
    if TRANSLATION not in given:
        raise FileRefused(
            _("The header of the file does not say which translation it belongs to. Fetch it anew.")
        )
    return [
        Document(
            translation=given[TRANSLATION].strip(),
            source_language=given.get(SOURCE, "").strip(),
            target_language=given.get("Language", "").strip().replace("_", "-"),
            digest=given.get(VERSION, "").strip(),
            segments=tuple(_segment(entry) for entry in file if not entry.obsolete),
            title=given.get(TITLE, "").strip(),
        )
    ]


def _parse(data: bytes) -> polib.POFile:
    found = CHARSET.search(data[:10_000])
    charset = found[1].decode("ascii") if found else "utf-8"
    if charset.upper() == "CHARSET":
        charset = "utf-8"
    try:
        text = data.decode("utf-8-sig" if charset.lower() in ("utf-8", "utf8") else charset)
    except (UnicodeDecodeError, LookupError):
        raise FileRefused(_("The file is in an encoding that is not read. Use UTF-8.")) from None
    with tempfile.TemporaryDirectory() as folder:
        # polib takes a text for the name of a file where there is one of that name.
        place = Path(folder) / "file.po"
        place.write_text(text.replace("\r\n", "\n"), "utf-8", newline="")
        try:
            return polib.pofile(str(place), encoding="utf-8", wrapwidth=0)
        except (OSError, ValueError, IndexError, KeyError):
            raise FileRefused(_("The file is no PO file that can be read.")) from None


def _segment(entry: polib.POEntry) -> Segment:
    target, fault = entry.msgstr, ""
    if entry.msgid_plural:
        target, fault = "", _("A text of a page has no plural forms.")
    try:
        content.from_html(target)
    except MarkupBroken as broken:
        target, fault = "", str(broken)
    state = State.UNTRANSLATED
    if target or fault:
        state = State.UNFINISHED if entry.fuzzy else State.TRANSLATED
    return Segment(
        path=entry.msgctxt or "", source=entry.msgid, target=target, state=state, fault=fault
    )
