"""Programs of others judge what machines read of the site."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

PROGRAMS = Path(__file__).parent / "judges"
# Put there by .ci/run, from `judges/package.json`.
INSTALLED = Path(__file__).resolve().parents[3] / "var" / "judges"
MISSING = (
    "no judges of feeds; with Node.js 18 or newer: mkdir -p var/judges && cp "
    "tests/activities/feeds/judges/package.json var/judges && npm install --prefix var/judges "
    "--no-package-lock"
)


@pytest.fixture(scope="session")
def judge() -> Callable:
    """Runs a program of `judges/` over a text: `judge("calendar", text, UNTIL=…)`, with what it is
    told besides as its environment. Returns what it says."""
    if not (INSTALLED / "node_modules" / "ical.js").is_dir():
        pytest.fail(MISSING) if os.environ.get("CI") == "true" else pytest.skip(MISSING)

    def run(program: str, text: str | bytes, **environment: str):
        # As a text and from that folder, since a program looks for packages where it stands.
        source = (PROGRAMS / f"{program}.js").read_text("utf-8")
        done = subprocess.run(
            ["node", "--input-type=module", "--eval", source],
            cwd=INSTALLED,
            env={"PATH": os.environ["PATH"], **environment},
            input=text if isinstance(text, bytes) else text.encode(),
            capture_output=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr.decode()
        return json.loads(done.stdout)

    return run
