"""`manage.py demo`: everything set up, the sample house loaded, the site served until Ctrl-C."""

import argparse
import os
import shutil
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from polku.base.database import embedded
from polku.base.database.cluster import Cluster
from polku.demo.company import Company

KEPT_UNDER_VAR = ("mail", "media", "static", "secrets.json", "demo.json")
CLUSTERS = (".", "test", "bench")
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def run(root: Path, arguments: list[str]) -> None:
    """The command. Raises DatabaseUnavailable; other troubles end it with one sentence."""
    options = _parser().parse_args(arguments)
    var = Path(os.environ.get("POLKU_VAR", root / "var")).absolute()
    os.environ |= {
        "POLKU_MODE": "demo",
        "POLKU_VAR": str(var),
        "POLKU_BASE_URL": f"http://localhost:{options.port}",
        "PYTHONPATH": os.pathsep.join((str(root / "site"), str(root))),
    }
    company = Company(var / "demo.json", options.port)
    company.clear_stage()
    if options.reset:
        reset(var)
    else:
        _check_port(options.port)
        for name in STOP_SIGNALS:
            signal.signal(name, signal.default_int_handler)
        try:
            _perform(var, options.port, company)
        except KeyboardInterrupt:
            print("Stopped. The next `manage.py demo` goes on with the same data.")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="manage.py demo", description="Set up the sample house and serve it on this machine."
    )
    parser.add_argument("--port", type=_port, default=8000, help="port of the site (8000)")
    parser.add_argument(
        "--reset", action="store_true", help="delete the demo's database, files and mail, and stop"
    )
    return parser


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: give a number from 1 to 65535")
    return int(text)


def reset(var: Path) -> None:
    """Delete what the demo made: the database with its private folder, uploads, mail, secrets."""
    for name in CLUSTERS:
        Cluster.under(var / name).remove()
    for name in KEPT_UNDER_VAR:
        path = var / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    print("The sample house is gone. `manage.py demo` builds it anew.")
    if os.environ.get("DATABASE_URL"):
        print("The database named by DATABASE_URL was left as it is.")


def _perform(var: Path, port: int, company: Company) -> None:
    with ExitStack() as stack:
        with _step("Database"):
            cluster = stack.enter_context(embedded.at_hand(var, say=_aside))
        stack.callback(company.send_home)
        stack.callback(_finish_in_peace)
        with _step("Program"):
            import django

            django.setup()
        prepare()
        with _step("Web server and job worker"):
            company.call()
        _welcome(port)
        while not company.missing() and (cluster is None or cluster.is_running()):
            time.sleep(0.5)
        sys.exit(f"The {company.missing() or 'database'} ended by itself. Start the demo again.")


def prepare() -> None:
    """All that must be there before the site is served; what is there already is left as it is."""
    for title, work in _steps():
        with _step(title):
            work()


def _finish_in_peace() -> None:
    """A second Ctrl-C must not cut off the orderly end."""
    for name in STOP_SIGNALS:
        signal.signal(name, signal.SIG_IGN)
    _aside("Stopping …")


def _steps() -> Iterator[tuple[str, Callable[[], None]]]:
    from django.conf import settings
    from django.core.management import call_command

    from polku.base import catalogues, static_files

    yield "Tables", lambda: call_command("migrate", verbosity=0, interactive=False)
    yield "Translations", lambda: catalogues.compile_newer(settings.LOCALE_PATHS)
    yield "Style sheets and scripts", static_files.collect_changed
    yield "Sample house", lambda: call_command("load_demo")


@contextmanager
def _step(title: str) -> Iterator[None]:
    began = time.monotonic()
    print(f"{title} …", flush=True)
    yield
    print(f"    ready after {time.monotonic() - began:.1f} s", flush=True)


def _aside(sentence: str) -> None:
    print(f"    {sentence}", flush=True)


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            sys.exit(f"Port {port} is reserved for root: choose another, as in: demo --port 8000")
        except OSError:
            sys.exit(
                f"Port {port} is in use: stop what uses it, or choose another port, "
                f"as in: manage.py demo --port {port + 1}"
            )


def _welcome(port: int) -> None:
    from polku.demo.logins import logins

    rows = [("role", "organisation", "e-mail", "password"), *logins()]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    print()
    for row in rows:
        print("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))
    print(f"\nMail goes to {os.environ['POLKU_VAR']}/mail. Stop with Ctrl-C.")
    print(f"Polku is open: http://localhost:{port}/", flush=True)
