"""Translation catalogues, compiled with Babel: the gettext programs are seldom installed."""

import os
from collections.abc import Iterable
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po


class CatalogueBroken(Exception):
    """A catalogue that cannot be read; the message names the file and the line."""


def compile_newer(folders: Iterable[Path]) -> list[Path]:
    """Compile each `<language>/LC_MESSAGES/*.po` that is newer than its compiled form.

    Returns the files compiled. Raises CatalogueBroken.
    """
    sources = sorted(po for folder in folders for po in Path(folder).glob("*/LC_MESSAGES/*.po"))
    changed = [po for po in sources if _is_newer(po, po.with_suffix(".mo"))]
    for po in changed:
        _compile(po)
    return changed


def _is_newer(po: Path, mo: Path) -> bool:
    return not mo.exists() or po.stat().st_mtime_ns > mo.stat().st_mtime_ns


def _compile(po: Path) -> None:
    language = po.parts[-3]
    try:
        with po.open("rb") as source:
            catalogue = read_po(source, locale=None, abort_invalid=True)
    except (
        PoFileError,
        ValueError,
    ) as error:  # a header that Babel cannot read, or bytes that are no text
        raise CatalogueBroken(
            f"The catalogue of {language} cannot be read: {po}: {error}"
        ) from None
    # Readers never meet a half-written file: tests compile in several processes at once.
    unfinished = po.with_suffix(f".{os.getpid()}")
    with unfinished.open("wb") as target:
        write_mo(target, catalogue)
    stat = po.stat()
    os.utime(unfinished, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    unfinished.replace(po.with_suffix(".mo"))
