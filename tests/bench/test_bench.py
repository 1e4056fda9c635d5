"""A short run of the bench."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.sizes import CASES

ROOT = Path(__file__).resolve().parents[2]
ROWS = ("one client alone", "stock Wagtail page", "minimal WSGI", "bare SQL")


@pytest.mark.bench
def test_every_case_is_measured_and_asks_the_database_as_often_at_twice_the_data(tmp_path):
    printed, result = _bench(tmp_path, "--size", "tiny", "--size", "twin", "--seconds", "0.3")
    assert list(result["sizes"]) == ["tiny", "twin"]
    for size in ("tiny", "twin"):
        assert list(result["sizes"][size]["cases"]) == list(CASES)
    lines = [line.strip() for line in printed.splitlines()]
    tops = [number for number, line in enumerate(lines) if "req/s  median ms" in line]
    for top in tops:
        table = iter(lines[top + 1 :])
        for start in (row for case in CASES for row in (f"{case} ", *ROWS)):
            assert next(table).startswith(start)
    assert len(tops) == 2
    for case in CASES:
        tiny, twin = result["growth"][case]["queries"]
        assert tiny == twin > 0, case


@pytest.mark.bench
def test_generated_facts_are_those_that_publishing_makes_of_their_pages(tmp_path):
    _bench(tmp_path, "--size", "tiny", "--seconds", "0.3", "--cases", "home")
    environment = _environment() | {
        "POLKU_MODE": "demo",
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "POLKU_BENCH_DATABASE": "polku_bench_tiny",
    }
    environment["POLKU_VAR"] += "/bench"
    done = _run("check_facts", environment=environment)
    assert "All facts agree with their pages." in done.stdout


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
