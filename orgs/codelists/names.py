"""What municipalities are called in other scripts (data/area_names.csv)."""

import csv
from functools import cache
from pathlib import Path

PATH = Path(__file__).resolve().parent.parent / "data" / "area_names.csv"


@cache
def in_other_scripts() -> dict[str, list[str]]:
    """Names by the code of the municipality."""
    found: dict[str, list[str]] = {}
    with PATH.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            found.setdefault(line["code"], []).append(line["name"])
    return found
