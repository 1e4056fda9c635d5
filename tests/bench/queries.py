"""How many statements an answer needs, and which of them come again and again."""

import re
from collections import Counter
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

_VALUES = re.compile(r"'(?:[^']|'')*'|\b\d+\b")


@dataclass(frozen=True)
class Queries:
    """`repeated`: statements that differ in nothing but their values, with their number."""

    count: int
    repeated: dict[str, int]


def of(path: str, cookie: str) -> Queries:
    """Those of a second visit, when what a worker process keeps in memory is there.

    Raises RuntimeError for an answer that is no page.
    """
    client = Client(headers={"cookie": cookie} if cookie else {})
    _visit(client, path)
    with CaptureQueriesContext(connection) as captured:
        _visit(client, path)
    shapes = Counter(_VALUES.sub("?", query["sql"]) for query in captured.captured_queries)
    return Queries(
        count=len(captured), repeated={shape: n for shape, n in shapes.most_common() if n > 1}
    )


def _visit(client: Client, path: str) -> None:
    answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path}: answered with {answer.status_code}")
