"""How many statements an answer needs, and which of them come again and again."""

import re
import traceback
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection
from django.test import Client

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = tuple(f"{ROOT / name}/" for name in ("site", "orgs", "activities", "referrals"))
PASSED = ("middleware.py", "page_cache/writes.py")
_VALUES = re.compile(r"'(?:[^']|'')*'|\b\d+\b")
_COLUMNS = re.compile(r"^SELECT (DISTINCT )?.*? FROM ")


@dataclass
class Queries:
    """Of one answer. `places`: by the shape of a statement (its text without values) the lines of
    our code that asked for it, once for each time."""

    count: int = 0
    places: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def repeated(self) -> dict[str, list[str]]:
        return {
            _COLUMNS.sub(r"SELECT \1… FROM ", shape): places
            for shape, places in self.places.items()
            if len(places) > 1
        }

    def note(self, execute, sql, params, many, context):
        """A wrapper of Django's `execute`."""
        self.count += 1
        self.places[_VALUES.sub("?", sql)].append(_place())
        return execute(sql, params, many, context)


def of(path: str, cookie: str) -> Queries:
    """Those of a second visit, when what a worker process keeps in memory is there.

    Raises RuntimeError for an answer that is no page.
    """
    client = Client(headers={"cookie": cookie} if cookie else {})
    _visit(client, path)
    queries = Queries()
    with connection.execute_wrapper(queries.note):
        _visit(client, path)
    return queries


def _visit(client: Client, path: str) -> None:
    answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path}: answered with {answer.status_code}")


def _place() -> str:
    """The innermost line of ours on the stack that is none of those that everything passes."""
    for frame in reversed(traceback.extract_stack()):
        if frame.filename.startswith(PACKAGES) and not frame.filename.endswith(PASSED):
            return f"{frame.filename.removeprefix(f'{ROOT}/')}:{frame.lineno}"
    return "Django or Wagtail"
