"""A short run of the bench."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.sizes import CASES

ROOT = Path(__file__).resolve().parents[2]
REFERENCES = ["one client alone", "stock Wagtail page", "minimal WSGI", "bare SQL"]


@pytest.mark.bench
def test_short_run(tmp_path):
    """One run for all: the table has every case with its references, no case asks the database more
    often where there is more, and the generated facts are what publishing makes of their pages."""
    printed, result = _bench(tmp_path, "--size", "tiny", "--size", "twin", "--seconds", "0.3")
    assert list(result["sizes"]) == ["tiny", "twin"]
    tables = _tables(printed)
    assert len(tables) == 2
    for table in tables:
        assert [name for name in table if name in CASES] == list(CASES)
        for case in CASES:
            below = table[table.index(case) + 1 :]
            assert below[0] == "from the cache" or case == "inbox"
            assert [name for name in below if name != "from the cache"][:4] == REFERENCES
    for case in CASES:
        tiny, twin = result["growth"][case]["queries"]
        assert tiny == twin > 0, case
    for size in result["sizes"].values():
        assert size["cases"]["finder"]["same_answer"]
        assert size["crisis"]["published"] > 0
        assert size["crisis"]["stale"] == 0
    tiny, twin = result["publishing"].values()
    assert tiny["queries"] == twin["queries"] <= tiny["stock_queries"] + 25
    assert "All facts agree with their pages." in _check_facts()


def _tables(printed: str) -> list[list[str]]:
    """The first column of each table of figures."""
    return [
        [re.split(r"  |, ", line.strip())[0] for line in part.splitlines()[1:]]
        for part in printed.split("\n\n")
        if "req/s  median ms" in part
    ]


def _check_facts() -> str:
    environment = _environment() | {
        "POLKU_MODE": "demo",
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "POLKU_BENCH_DATABASE": "polku_bench_tiny",
    }
    environment["POLKU_VAR"] += "/bench"
    return _run("check_facts", environment=environment).stdout


def _bench(folder: Path, *options: str) -> tuple[str, dict]:
    """What `manage.py bench` prints, and the figures that it writes."""
    file = folder / "result.json"
    done = _run("bench", *options, "--json", str(file), environment=_environment())
    return done.stdout, json.loads(file.read_text("utf-8"))


def _run(*arguments: str, environment: dict[str, str]) -> subprocess.CompletedProcess:
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=900,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def _environment() -> dict[str, str]:
    """As a person calls it: not with the settings of the tests, in the var folder around theirs."""
    environment = os.environ | {"POLKU_VAR": str(Path(os.environ["POLKU_VAR"]).parent)}
    del environment["DJANGO_SETTINGS_MODULE"], environment["POLKU_MODE"]
    return environment
