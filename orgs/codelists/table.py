"""The table of areas that ships with the project (its origin and licence: data/SOURCE.md)."""

import csv
from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import date
from pathlib import Path

from .rows import AreaRow

PATH = Path(__file__).resolve().parent.parent / "data" / "areas.csv"
_COLUMNS = [field.name for field in fields(AreaRow)]


def read(path: Path = PATH) -> list[AreaRow]:
    with path.open(encoding="utf-8", newline="") as file:
        return [_row(line) for line in csv.DictReader(file)]


def write(rows: Iterable[AreaRow], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, _COLUMNS, lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow(asdict(row))


def _row(line: dict[str, str]) -> AreaRow:
    valid_to = line.pop("valid_to")
    return AreaRow(
        **line
        | {
            "valid_from": date.fromisoformat(line["valid_from"]),
            "valid_to": date.fromisoformat(valid_to) if valid_to else None,
        }
    )
