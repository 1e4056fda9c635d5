"""The bare statement: how long the database and its driver alone take for the same rows."""

import statistics
import time
from dataclasses import dataclass

from django.db import connection

MOST = 5_000  # times


@dataclass(frozen=True)
class Statement:
    """`milliseconds`: the median of one execution with its rows fetched."""

    milliseconds: float
    rows: int
    plan: str


def measure(sql: str, parameters: dict, seconds: float) -> Statement:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        rows = len(cursor.fetchall())
        times = []
        end = time.perf_counter() + seconds
        while len(times) < MOST and (began := time.perf_counter()) < end:
            cursor.execute(sql, parameters)
            cursor.fetchall()
            times.append(time.perf_counter() - began)
        cursor.execute(f"EXPLAIN (ANALYZE, COSTS OFF, BUFFERS OFF) {sql}", parameters)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    return Statement(1000 * statistics.median(times), rows, plan)
