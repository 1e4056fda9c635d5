"""The rows of `table.txt`."""

import re
from dataclasses import dataclass
from pathlib import Path

from tests.access.cms.roles import OTHERS, Role

# In the order of the columns; those of B share one.
COLUMNS = (OTHERS, (Role.EDITOR_C,), (Role.SITE_EDITOR,), (Role.SUPERUSER,))


@dataclass(frozen=True)
class Answer:
    """`shows`: a canary of C must be there."""

    status: int
    shows: bool = False


@dataclass(frozen=True)
class Row:
    """`answers`: by verb and role; a role that is not named there does not ask."""

    address: str
    place: str
    answers: dict[str, dict[Role, Answer]]

    def __str__(self):
        return self.place


def _row(line: str) -> Row:
    address, place, *answers = re.split(r" {2,}", line)
    get, post = map(_answers, answers)
    return Row(address, place, {"GET": get, "POST": post})


def _answers(cell: str) -> dict[Role, Answer]:
    words = cell.split()
    if words[0] == "all":
        words = words[1:] * len(COLUMNS)
    return {
        role: Answer(int(word.rstrip("*")), word.endswith("*"))
        for roles, word in zip(COLUMNS, words, strict=False)
        for role in roles
    }


ROWS = [
    _row(line)
    for line in (Path(__file__).parent / "table.txt").read_text().splitlines()
    if line and not line.startswith("#")
]
