"""Reads a spreadsheet of public services, as Finnish municipalities keep them from the register
of services (Palvelutietovaranto).

One row a service: `id` (its number in the register), `municipalityCode` (a code, or `national`),
`Name`, `serviceSummary`, a column for each need that it answers, marked with an x, and
`EI MUKAAN` ("not included"), by which its keepers leave a row out.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID
from zlib import error as ZlibError

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from activities.models import Theme

NATIONAL = "national"
_ID, _CODE, _NAME, _SUMMARY = "id", "municipalityCode", "Name", "serviceSummary"
_REQUIRED = (_ID, _CODE, _NAME, _SUMMARY)
_LEFT_OUT = "EI MUKAAN"
# Self-development there means libraries, sports and the arts; what leads to work or a degree has
# its own column.
_THEMES = {
    "terveys": (Theme.HEALTH,),
    "vaikeuksien voittaminen": (Theme.WELLBEING,),
    "asuminen": (Theme.HOUSING,),
    "opiskelu tai työ": (Theme.WORK, Theme.STUDIES),
    "perhe": (Theme.FAMILY,),
    "ystävät": (Theme.FRIENDS,),
    "raha-asiat": (Theme.MONEY,),
    "itsensä kehittäminen": (Theme.LEISURE,),
    "itsetunto": (Theme.WELLBEING,),
    "tyytyväisyys elämään": (Theme.WELLBEING,),
}
_LONGEST_NAME = 255
_HEADER_WITHIN = 10
_MOST_ROWS = 50_000
_MOST_BYTES = 200_000_000


class UnreadableSpreadsheet(Exception):
    """A file that cannot be used; its text is one translated sentence that says what to do."""


@dataclass(frozen=True)
class ServiceRow:
    """One service. `number` is its row in the file, `holder` a municipality's code of three
    digits or `NATIONAL`."""

    number: int
    identifier: UUID
    holder: str
    name: str
    text: str
    themes: tuple[str, ...]


@dataclass(frozen=True)
class Refusal:
    """Why a row stays out: its number (and that of the last of several), the column, the reason."""

    row: int
    column: str
    reason: str
    last_row: int = 0

    def __str__(self):
        rows = f"{self.row}–{self.last_row}" if self.last_row > self.row else self.row
        return _("Row %(row)s, column “%(column)s”: %(reason)s") % {
            "row": rows,
            "column": self.column,
            "reason": self.reason,
        }


@dataclass
class Sheet:
    """What a file says. `left_out` counts the rows that its keepers marked so; `unread` names
    columns whose meaning is not known."""

    rows: list[ServiceRow] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    left_out: int = 0
    unread: list[str] = field(default_factory=list)


def read(path: Path) -> Sheet:
    """Raises UnreadableSpreadsheet where the file is missing, damaged, or no list of services."""
    lines = iter(_lines(path))
    columns = _header(lines)
    sheet = Sheet(unread=[n for n in columns if n not in {*_REQUIRED, *_THEMES, _LEFT_OUT}])
    seen: dict[UUID, int] = {}
    for number, cells in lines:
        line = {name: _text(cells[at]) for name, at in columns.items() if at < len(cells)}
        if line.get(_LEFT_OUT):
            sheet.left_out += 1
        elif not any(line.values()):
            _note_empty(number, sheet)
        else:
            result = _row(number, line)
            if isinstance(result, ServiceRow) and result.identifier in seen:
                first = seen[result.identifier]
                reason = _("row %(number)s has the same id.") % {"number": first}
                result = Refusal(number, _ID, reason)
            if isinstance(result, ServiceRow):
                seen[result.identifier] = number
                sheet.rows.append(result)
            else:
                sheet.refusals.append(result)
    return sheet


def _lines(path: Path) -> list[tuple[int, tuple]]:
    """The cells of each row with its number, from the first sheet."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(member.file_size for member in archive.infolist()) > _MOST_BYTES:
                raise UnreadableSpreadsheet(
                    _("“%(name)s” is too large. Split it into several files.") % {"name": path.name}
                )
        workbook = load_workbook(path, read_only=True, data_only=True)
        try:
            sheet = workbook.worksheets[0]
            return list(enumerate(sheet.iter_rows(max_row=_MOST_ROWS, values_only=True), start=1))
        finally:
            workbook.close()
    except FileNotFoundError as error:
        raise UnreadableSpreadsheet(
            _("There is no file “%(name)s”.") % {"name": path.name}
        ) from error
    except UnreadableSpreadsheet:
        raise
    except (
        zipfile.BadZipFile,
        ZlibError,
        SyntaxError,  # of XML
        OSError,
        EOFError,
        KeyError,
        IndexError,
        TypeError,
        ValueError,
    ) as error:
        raise UnreadableSpreadsheet(
            _(
                "“%(name)s” is no spreadsheet, or is cut off. Save it as .xlsx in your spreadsheet "
                "program and try again."
            )
            % {"name": path.name}
        ) from error


def _header(lines: Iterator[tuple[int, tuple]]) -> dict[str, int]:
    """The place of each named column; leaves `lines` at the first row below the header."""
    known = {_plain(name): name for name in (*_REQUIRED, *_THEMES, _LEFT_OUT)}
    for number, cells in lines:
        names = [_text(cell) for cell in cells]
        columns = {known.get(_plain(name), name): at for at, name in enumerate(names) if name}
        missing = [name for name in _REQUIRED if name not in columns]
        if not missing:
            return columns
        if len(missing) < len(_REQUIRED) - 1:
            raise UnreadableSpreadsheet(
                _("The header lacks these columns: %(columns)s. Add them and try again.")
                % {"columns": ", ".join(missing)}
            )
        if number >= _HEADER_WITHIN:
            break
    raise UnreadableSpreadsheet(
        _("The first sheet has no header. It needs a row with these names: %(columns)s.")
        % {"columns": ", ".join(_REQUIRED)}
    )


def _row(number: int, line: dict[str, str]) -> ServiceRow | Refusal:
    code = line.get(_CODE, "")
    if not code:
        return Refusal(number, _CODE, _("it is empty; write the municipality’s code."))
    holder = NATIONAL if code.casefold() == NATIONAL else code.zfill(3)
    if holder != NATIONAL and not (holder.isdecimal() and len(holder) == 3):
        reason = _("“%(code)s” is neither a municipality’s code nor “national”.") % {"code": code}
        return Refusal(number, _CODE, reason)
    try:
        identifier = UUID(line.get(_ID, ""))
    except ValueError:
        reason = _("“%(id)s” is no id of the register of services.") % {"id": line.get(_ID, "")}
        return Refusal(number, _ID, reason)
    name = " ".join(line.get(_NAME, "").split())
    if not name:
        return Refusal(number, _NAME, _("it is empty; write the service’s name."))
    if len(name) > _LONGEST_NAME:
        reason = _("it is longer than %(count)s characters.") % {"count": _LONGEST_NAME}
        return Refusal(number, _NAME, reason)
    themes: list[str] = []
    for column, means in _THEMES.items():
        mark = line.get(column, "")
        if mark.casefold() == "x":
            themes += [theme.value for theme in means if theme.value not in themes]
        elif mark:
            reason = _("“%(mark)s” is no mark; write x or leave it empty.") % {"mark": mark}
            return Refusal(number, column, reason)
    return ServiceRow(number, identifier, holder, name, line.get(_SUMMARY, ""), tuple(themes))


def _note_empty(number: int, sheet: Sheet) -> None:
    """Empty rows in one run are one refusal."""
    reason = _("the row is empty.")
    last = sheet.refusals[-1] if sheet.refusals else None
    if last and last.reason == reason and max(last.row, last.last_row) == number - 1:
        sheet.refusals[-1] = Refusal(last.row, _CODE, reason, last_row=number)
    else:
        sheet.refusals.append(Refusal(number, _CODE, reason))


def _text(cell: object) -> str:
    """A cell as text: whole numbers without a decimal point, line breaks kept."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return unescape(str(cell)).replace("\r\n", "\n").strip()


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
