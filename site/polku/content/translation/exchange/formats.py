"""The formats by name, and which of them a file is in."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import po, xliff1, xmlfile
from .document import Document
from .refusals import FileRefused
from .xliff2 import exchange as xliff2
from .xliff2.grammar import CORE
from .xmlfile import local, namespace

LARGEST = 2 * 1024 * 1024
MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Format:
    label: Promise | str
    suffix: str
    media_type: str
    write: Callable[[Document], bytes]


FORMATS = {
    "xliff-2.1": Format("XLIFF 2.1", "xlf", "application/xliff+xml", xliff2.write),
    "xliff-1.2": Format("XLIFF 1.2", "xlf", "application/xliff+xml", xliff1.write),
    "po": Format(gettext_lazy("PO (gettext)"), "po", "text/x-gettext-translation", po.write),
}


def read(data: bytes) -> list[Document]:
    """The documents of one file, by what it is, not by its name. Raises FileRefused."""
    if not data.strip(b" \t\r\n\0"):
        raise FileRefused(_("The file is empty."))
    if len(data) > LARGEST:
        raise FileRefused(_("The file is larger than 2 megabytes. Send fewer pages at once."))
    if not _is_xml(data):
        return po.read(data)
    root = xmlfile.parse(data)
    if root.tag == f"{{{CORE}}}xliff":
        return xliff2.read(root)
    if root.tag == f"{{{xliff1.NAMESPACE}}}xliff":
        return xliff1.read(root)
    raise FileRefused(
        _("The file is no XLIFF file of version 1.2 or 2: it begins with “%(name)s” (%(space)s).")
        % {"name": local(root.tag)[:50], "space": namespace(root.tag)[:80] or "–"}
    )


def _is_xml(data: bytes) -> bool:
    for mark in MARKS:
        data = data.removeprefix(mark)
    # UTF-16 has every other byte empty here.
    return data.replace(b"\0", b"").lstrip()[:1] == b"<"
