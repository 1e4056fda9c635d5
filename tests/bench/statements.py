"""The bare statement: what the database and its driver alone take for the same rows."""

import statistics
import time
from dataclasses import dataclass

from django.db import connection

from .servers import DatabaseServer

MOST = 5_000  # times


@dataclass(frozen=True)
class Statement:
    """Of one execution with its rows fetched: the median of the time, and the processors' time in
    this process and in the database. It is planned each time, as Django's are."""

    milliseconds: float
    cpu_ms: float
    database_cpu_ms: float
    rows: int
    plan: str


def measure(sql: str, parameters: dict, seconds: float) -> Statement:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        rows = len(cursor.fetchall())
        database = DatabaseServer(connection.connection.info.backend_pid)
        times = []
        processor, database_processor = time.process_time(), database.processor_seconds()
        end = time.perf_counter() + seconds
        while len(times) < MOST and (began := time.perf_counter()) < end:
            cursor.execute(sql, parameters)
            cursor.fetchall()
            times.append(time.perf_counter() - began)
        processor = time.process_time() - processor
        database_processor = database.processor_seconds() - database_processor
        cursor.execute(f"EXPLAIN (ANALYZE, COSTS OFF, BUFFERS OFF) {sql}", parameters)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    return Statement(
        milliseconds=1000 * statistics.median(times),
        cpu_ms=1000 * processor / len(times),
        database_cpu_ms=1000 * database_processor / len(times),
        rows=rows,
        plan=plan,
    )
