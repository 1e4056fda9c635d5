"""`manage.py bench`: speed, as ratios to references that are measured in the same run."""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from polku.base.database import embedded

from . import report
from .sizes import CASES, ORDINARY, SCENES, SIZES, Size

PARTS = (*CASES, *SCENES)
# These would make one run differ from another.
UNSET = ("DATABASE_URL", "DATABASE_OWNER_URL", "CACHE_URL", "POLKU_LANGUAGES", "POLKU_DEBUG")


def run(root: Path, arguments: list[str]) -> None:
    """The command. Raises DatabaseUnavailable; other troubles end it with one sentence."""
    options = _parser().parse_args(arguments)
    var = Path(os.environ.get("POLKU_VAR", root / "var")).absolute() / "bench"
    for name in UNSET:
        os.environ.pop(name, None)
    os.environ |= {
        "POLKU_MODE": "demo",
        "POLKU_SECOND_FACTOR_REQUIRED": "1",
        "POLKU_VAR": str(var),
        "PYTHONPATH": os.pathsep.join((str(root / "site"), str(root))),
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
    }
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with embedded.at_hand(var):
        results = [_measure(SIZES[name], options) for name in options.size or ORDINARY]
    whole = report.whole(results)
    print(report.table(whole))
    if options.json:
        options.json.write_text(json.dumps(whole, indent=2, ensure_ascii=False), "utf-8")


def _measure(size: Size, options: argparse.Namespace) -> dict:
    """In a process of its own: what Django keeps in memory is of one database."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.json"
        command = [sys.executable, "-m", "tests.bench.measure", size.name, str(result)]
        command += [str(options.seconds), *options.cases]
        # A session of its own: Ctrl-C reaches only us, and we wait until its servers have ended.
        child = subprocess.Popen(
            command,
            env=os.environ | {"POLKU_BENCH_DATABASE": size.database},
            start_new_session=True,
        )
        try:
            code = child.wait()
        except KeyboardInterrupt:
            child.terminate()
            child.wait()
            raise
        if code:
            sys.exit(f"The run at the size {size.name} failed: see the lines above.")
        return json.loads(result.read_text("utf-8"))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="manage.py bench",
        description="Measure the site against a minimal WSGI application, a stock Wagtail page and "
        "bare SQL, all in one run.",
        epilog="The list at its size: --size country --cases finder measures words and three "
        "facets among 12,000 activities with 250,000 dates to come against one statement that "
        "gives the same answer. The ratio that counts is that of processor time with the "
        "database’s. With --size tenfold as well it is measured among ten times as many: loading "
        "those takes some minutes and about 5 GB of disk, once.",
    )
    parser.add_argument(
        "--size",
        choices=SIZES,
        action="append",
        help=f"how much data; may be given again (default: {' and '.join(ORDINARY)})",
    )
    parser.add_argument("--cases", type=_cases, default=PARTS, help=f"of {','.join(PARTS)}")
    parser.add_argument(
        "--seconds", type=_seconds, default=6.0, help="for each reading (6); longer is steadier"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures here as well")
    return parser


def _cases(text: str) -> list[str]:
    names = text.split(",")
    if unknown := set(names) - set(PARTS):
        raise argparse.ArgumentTypeError(
            f"no case is called {', '.join(sorted(unknown))}: choose from {', '.join(PARTS)}"
        )
    return names


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not 0.3 <= seconds <= 600:
        raise argparse.ArgumentTypeError(f"{text!r}: give a number of seconds from 0.3 to 600")
    return seconds
