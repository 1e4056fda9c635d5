"""One size, in a process of its own: loads the data, starts the servers, takes the readings."""

import argparse
import json
import sys
import tempfile
import urllib.request
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from signal import SIGTERM, default_int_handler, signal

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from activities.queries.times import occurrences_to_come  # noqa: E402
from polku.base import catalogues, static_files  # noqa: E402

from . import answers, crisis, publishing, queries, statements  # noqa: E402
from .cases import Case, case, stock_page_path  # noqa: E402
from .data import database  # noqa: E402
from .load import Visit  # noqa: E402
from .readings import Reading  # noqa: E402
from .servers import DatabaseServer, Server  # noqa: E402
from .sizes import CASES, SCENES, SIZES, Size  # noqa: E402

# Ours and its references take turns, so that a machine that is busy with something else for a
# moment slows all of them alike.
ROUNDS = 3
CLIENTS = 4


def _main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("size", choices=SIZES)
    parser.add_argument("result", type=Path)
    parser.add_argument("seconds", type=float)
    parser.add_argument("cases", nargs="+", choices=(*CASES, *SCENES))
    options = parser.parse_args()
    signal(SIGTERM, default_int_handler)
    try:
        result = measure(SIZES[options.size], options.cases, options.seconds)
    except KeyboardInterrupt:
        sys.exit(130)
    except RuntimeError as fault:  # an answer that is no page
        sys.exit(str(fault))
    options.result.write_text(json.dumps(result), "utf-8")


def measure(size: Size, case_names: Sequence[str], seconds: float) -> dict:
    """All figures of one size. Each reading takes `seconds`."""
    _say(f"{size.name}: {size.activities} activities, {size.referrals} referrals")
    loaded = database.prepare(size)
    _say(f"    loaded in {loaded:.0f} s" if loaded else "    kept from an earlier run")
    catalogues.compile_newer(settings.LOCALE_PATHS)
    static_files.collect_changed()
    cases = [case(name) for name in case_names if name in CASES]
    scenes = {}
    with ExitStack() as stack:
        bodies = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        site = stack.enter_context(Server("polku.wsgi:application"))
        for each in cases:
            (bodies / each.name).write_bytes(_body(site, each))
        minimal = stack.enter_context(
            Server("tests.bench.minimal:application", POLKU_BENCH_BODIES=str(bodies))
        )
        cached = stack.enter_context(Server("polku.wsgi:application", POLKU_BENCH_CACHED="1"))
        figures = {each.name: _figures(each, site, cached, minimal, seconds) for each in cases}
        if "crisis" in case_names:
            _say("    crisis")
            scenes["crisis"] = crisis.measure(cached, 2 * seconds).figures()
    if "publishing" in case_names:
        _say("    publishing")
        scenes["publishing"] = publishing.measure().figures()
    return {
        **asdict(size),
        "dates_to_come": occurrences_to_come(timezone.now()).count(),
        "load_seconds": loaded,
        "cases": figures,
        **scenes,
    }


def _figures(case: Case, site: Server, cached: Server, minimal: Server, seconds: float) -> dict:
    _say(f"    {case.name}")
    connection.ensure_connection()
    at = DatabaseServer(connection.connection.info.backend_pid)
    ours = Visit(site.port, case.path, case.cookie)
    readings = {
        "ours": Reading(site, at, ours, CLIENTS),
        # One client alone waits for nobody: to be held against the statement alone.
        "alone": Reading(site, at, ours, 1),
        "stock": Reading(site, at, Visit(site.port, stock_page_path()), CLIENTS),
        "minimal": Reading(minimal, at, Visit(minimal.port, f"/{case.name}"), CLIENTS),
    }
    if not case.cookie:
        readings["cached"] = Reading(cached, at, Visit(cached.port, case.path), CLIENTS)
    for _ in range(ROUNDS):
        for reading in readings.values():
            reading.add_round(seconds / ROUNDS)
    asked = queries.of(case.path, case.cookie)
    return {
        "path": case.path,
        **({"same_answer": answers.are_alike(case)} if case.name == "finder" else {}),
        "bytes": len(_body(site, case)),
        **{name: reading.figures() for name, reading in readings.items()},
        "sql": asdict(statements.measure(case.statement, case.parameters, seconds / 2)),
        "queries": asked.count,
        "repeated_queries": asked.repeated,
        "stock_queries": queries.of(stock_page_path(), "").count,
    }


def _body(site: Server, case: Case) -> bytes:
    request = urllib.request.Request(f"http://127.0.0.1:{site.port}{case.path}")
    if case.cookie:
        request.add_header("Cookie", case.cookie)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.read()


def _say(sentence: str) -> None:
    print(sentence, flush=True)


if __name__ == "__main__":
    _main()
