"""Reads the code lists of Statistics Finland as koodistot.suomi.fi and stat.fi give them.

Each file is known by the name of the list inside it, such as `kunta_1_20230101`, so its own name
does not matter; files of other lists are passed over. Two forms:

- JSON of koodistot.suomi.fi, one list of codes with names in three languages;
- CSV of stat.fi in Windows-1252 with semicolons: a key from municipalities to another list. The
  line before its header names encoding and lists; its codes are quoted twice, as "'020'".

The same municipalities stand in lists of several years: an area is valid from the first list that
has it until the day before the first list that has it no more, and is called as in the last one.
No list of these says what became of an area that ended, so `successor` stays empty; none holds
employment areas. The CSV list of counties is passed over: the JSON list has the same codes with
names in three languages.
"""

import csv
import io
import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from django.utils.translation import gettext as _

from .rows import AreaRow, UnreadableCodeLists

_KINDS = {"kunta": "municipality", "maakunta": "region", "hyvinvointialue": "county"}
_LIST = r"([a-z]+)_1_(\d{8})"
_IN_JSON = re.compile(r"codelist/jhs/" + _LIST)
_IN_CSV = re.compile(rf"^Windows-1252;;{_LIST}#{_LIST};", re.MULTILINE)
_SUFFIXES = {".json", ".csv"}
# A key names its areas in Finnish only.
_LANGUAGES = ("fi", "sv", "en")


@dataclass
class _Lists:
    """What the files say: names by kind, date and code; relations by municipality and kind."""

    names: dict[str, dict[date, dict[str, dict[str, str]]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(dict))
    )
    starts: dict[tuple[str, str], date] = field(default_factory=dict)
    parents: dict[date, dict[tuple[str, str], str]] = field(
        default_factory=lambda: defaultdict(dict)
    )


def read(folder: Path) -> list[AreaRow]:
    """All areas of the lists in a folder, by kind and code.

    Raises UnreadableCodeLists where the folder lacks a list, or a list is damaged.
    """
    if not folder.is_dir():
        raise UnreadableCodeLists(
            _("There is no folder “%(name)s”: name the folder that holds the code lists.")
            % {"name": folder}
        )
    lists = _Lists()
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in _SUFFIXES and path.is_file():
            _read_file(path, lists)
    _check_complete(folder, lists)
    rows = [row for kind in lists.names for row in _rows(kind, lists)]
    return sorted(rows, key=lambda row: (row.kind, row.code))


def _read_file(path: Path, lists: _Lists) -> None:
    content = path.read_bytes()
    if path.suffix.lower() == ".json":
        text = content.decode("utf-8-sig", errors="replace")
        found = _IN_JSON.search(text)
        if found and found[1] in _KINDS:
            _read_codes(path, text, _KINDS[found[1]], _date(found[2]), lists)
    else:
        text = content.decode("cp1252", errors="replace")
        found = _IN_CSV.search(text)
        if found and found[1] == "kunta" and found[3] in _KINDS:
            _read_key(path, text, found, lists)


def _read_codes(path: Path, text: str, kind: str, on: date, lists: _Lists) -> None:
    try:
        document = json.loads(text)
        codes = document.get("codes") or document["results"]
        expected = document.get("meta", {}).get("totalResults", len(codes))
        for code in codes:
            names = {language: code["prefLabel"][language] for language in _LANGUAGES}
            lists.names[kind][on][code["codeValue"]] = names
            if start := code.get("startDate"):
                lists.starts[kind, code["codeValue"]] = date.fromisoformat(start)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _damaged(path) from error
    if len(lists.names[kind][on]) != expected:
        raise _damaged(path)


def _read_key(path: Path, text: str, found: re.Match, lists: _Lists) -> None:
    kind = _KINDS[found[3]]
    on = _date(found[2])
    lines = csv.reader(io.StringIO(text[found.end() :]), delimiter=";", strict=True)
    try:
        for line in lines:
            if len(line) < 4:
                if any(line):
                    raise _damaged(path)
                continue
            code, name, parent = (cell.strip().strip("'") for cell in line[:3])
            if code == "sourcecode":
                continue
            if not (code.isdigit() and parent.isdigit() and name):
                raise _damaged(path)
            lists.names["municipality"][on].setdefault(code, dict.fromkeys(_LANGUAGES, name))
            lists.parents[on][code, kind] = parent
    except csv.Error as error:
        raise _damaged(path) from error


def _check_complete(folder: Path, lists: _Lists) -> None:
    missing = [name for name, kind in _KINDS.items() if not lists.names.get(kind)]
    keys = {kind for relations in lists.parents.values() for _code, kind in relations}
    missing += [
        f"kunta#{name}"
        for name, kind in _KINDS.items()
        if kind != "municipality" and kind not in keys
    ]
    if missing:
        raise UnreadableCodeLists(
            _("The folder “%(name)s” lacks these code lists: %(lists)s. Add their files to it.")
            % {"name": folder, "lists": ", ".join(missing)}
        )
    for relations in lists.parents.values():
        for (code, kind), parent in relations.items():
            if not any(parent in names for names in lists.names[kind].values()):
                raise UnreadableCodeLists(
                    _(
                        "Municipality %(code)s is part of %(parent)s, which no list knows: use "
                        "lists that belong together."
                    )
                    % {"code": code, "parent": parent}
                )
    latest = lists.names["municipality"][max(lists.names["municipality"])]
    for code, names in latest.items():
        if not (_parent(code, "region", lists) and _parent(code, "county", lists)):
            raise UnreadableCodeLists(
                _(
                    "No list says to which region and county municipality %(code)s %(name)s "
                    "belongs: a key is cut off, or of another year."
                )
                % {"code": code, "name": names["fi"]}
            )


def _rows(kind: str, lists: _Lists) -> list[AreaRow]:
    years = sorted(lists.names[kind])
    codes = {code for names in lists.names[kind].values() for code in names}
    rows = []
    for code in codes:
        having = [on for on in years if code in lists.names[kind][on]]
        later = [on for on in years if on > having[-1]]
        names = lists.names[kind][having[-1]][code]
        rows.append(
            AreaRow(
                kind=kind,
                code=code,
                name_fi=names["fi"],
                name_sv=names["sv"],
                name_en=names["en"],
                valid_from=min(having[0], lists.starts.get((kind, code), having[0])),
                valid_to=later[0] - timedelta(days=1) if later else None,
                region=_parent(code, "region", lists) if kind == "municipality" else "",
                county=_parent(code, "county", lists) if kind == "municipality" else "",
            )
        )
    return rows


def _parent(code: str, kind: str, lists: _Lists) -> str:
    """The code of the area that a municipality is part of, as the latest key has it."""
    for on in sorted(lists.parents, reverse=True):
        if parent := lists.parents[on].get((code, kind)):
            return parent
    return ""


def _date(digits: str) -> date:
    return date.fromisoformat(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}")


def _damaged(path: Path) -> UnreadableCodeLists:
    return UnreadableCodeLists(
        _("The code list “%(name)s” is damaged or cut off: fetch it anew.") % {"name": path.name}
    )
