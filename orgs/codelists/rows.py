"""What a list of areas says, whoever keeps it."""

from dataclasses import dataclass
from datetime import date


class UnreadableCodeLists(Exception):
    """Lists that cannot be used; its text is one translated sentence that says what to do."""


@dataclass(frozen=True)
class AreaRow:
    """One area as the lists know it.

    `code` keeps its leading zeros. `region` and `county` are codes, empty where the lists name
    none; `successor` is the code of the area of the same kind that took this one's place.
    """

    kind: str
    code: str
    name_fi: str
    name_sv: str
    name_en: str
    valid_from: date
    valid_to: date | None = None
    region: str = ""
    county: str = ""
    successor: str = ""
