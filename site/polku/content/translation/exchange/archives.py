"""Several files as one zip."""

import zipfile
import zlib
from collections.abc import Iterable
from io import BytesIO

from django.utils.translation import gettext as _

from .refusals import FileRefused

MOST_FILES = 300
LARGEST = 20 * 1024 * 1024  # of all that is in it

# RuntimeError: it asks for a password, or is packed in a way that is not known.
BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, OSError, EOFError, RuntimeError)


def is_archive(data: bytes) -> bool:
    return data[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def pack(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Names and contents; a name that comes again gets a number."""
    packed, names = BytesIO(), set()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            stem, dot, suffix = name.rpartition(".")
            number = 2
            while name in names:
                name, number = f"{stem}-{number}{dot}{suffix}", number + 1
            names.add(name)
            archive.writestr(name, data)
    return packed.getvalue()


def unpack(data: bytes) -> list[tuple[str, bytes]]:
    """The files in it, but for what systems add. Raises FileRefused."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if _is_meant(entry)]
            if not entries:
                raise FileRefused(_("The archive holds no files."))
            if len(entries) > MOST_FILES:
                raise FileRefused(
                    _("The archive holds more than %(most)d files. Send fewer at once.")
                    % {"most": MOST_FILES}
                )
            files, left = [], LARGEST
            for entry in entries:
                with archive.open(entry) as file:
                    # What an entry says of its size need not be true.
                    read = file.read(left + 1)
                left -= len(read)
                if left < 0:
                    raise FileRefused(_("What the archive holds is too large. Send less at once."))
                files.append((entry.filename.rpartition("/")[2][:200], read))
            return files
    except BROKEN:
        raise FileRefused(_("The archive cannot be read.")) from None


def _is_meant(entry: zipfile.ZipInfo) -> bool:
    name = entry.filename
    return not (entry.is_dir() or name.startswith("__MACOSX/") or name.endswith(".DS_Store"))
