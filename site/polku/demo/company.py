"""The processes of the demo: the web server and the job worker."""

import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

import psutil

PATIENCE = 60  # seconds until the site must answer
NAMES = ("web server", "job worker")
GRACE = 15  # seconds to finish the work in hand when told to stop


class Company:
    """Calls the processes, watches them, and sends them home. `record` is a file under var.

    The record lets the next start stop what a killed demo left behind; a process counts as ours
    only with the same number and the same moment of birth.
    """

    def __init__(self, record: Path, port: int):
        self.record = record
        self.port = port

    def call(self) -> None:
        """Start the processes and return when the site answers. Ends the program if it does not."""
        web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
        web += ["--port", str(self.port), "--workers", "2", "--blocking-threads", "4"]
        web += ["--log-level", "warning", "polku.wsgi:application"]
        jobs = [sys.executable, "-m", "polku", "procrastinate", "worker"]
        # Sessions of their own: Ctrl-C reaches only us, and we stop them in order.
        self.processes = [
            subprocess.Popen(each, stdout=subprocess.DEVNULL, start_new_session=True)
            for each in (web, jobs)
        ]
        ours = (psutil.Process(), *(psutil.Process(each.pid) for each in self.processes))
        self.record.write_text(json.dumps([[each.pid, each.create_time()] for each in ours]))
        self._wait_for_answer()

    def missing(self) -> str | None:
        """Name of a process that ended by itself, if one did."""
        for name, process in zip(NAMES, self.processes, strict=True):
            if process.poll() is not None:
                return name
        return None

    def clear_stage(self) -> None:
        """Stop what a killed demo left running. Ends the program if a demo is alive and well."""
        alive = self._recorded()
        if alive and alive[0] is not None:
            sys.exit(f"The demo is running already (process {alive[0].pid}): stop it first.")
        self.send_home()

    def send_home(self) -> None:
        """Stop the processes in the record, with their children."""
        leaving = []
        for process in filter(None, self._recorded()[1:]):
            leaving += [process, *process.children(recursive=True)]
        for process in leaving:
            _quietly(process.terminate)
        _, late = psutil.wait_procs(leaving, timeout=GRACE)
        for process in late:
            _quietly(process.kill)
        self.record.unlink(missing_ok=True)

    def _recorded(self) -> list[psutil.Process | None]:
        """The demo itself, then its processes; None for one that is gone."""
        try:
            born = json.loads(self.record.read_text())
        except (FileNotFoundError, ValueError):
            return []
        return [_alive(number, moment) for number, moment in born]

    def _wait_for_answer(self) -> None:
        deadline = time.monotonic() + PATIENCE
        answer = "nothing"
        while time.monotonic() < deadline:
            if name := self.missing():
                sys.exit(f"The {name} ended by itself: see the lines above.")
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=PATIENCE)
                return
            except urllib.error.HTTPError as error:
                sys.exit(f"The site answers with an error ({error.code}): see the lines above.")
            except OSError as error:
                answer = str(error)
            time.sleep(0.1)
        sys.exit(f"The web server does not answer after {PATIENCE} seconds: {answer}.")


def _alive(number: int, moment: float) -> psutil.Process | None:
    try:
        process = psutil.Process(number)
        same = abs(process.create_time() - moment) < 1
        return process if same and process.status() != psutil.STATUS_ZOMBIE else None
    except psutil.NoSuchProcess:
        return None


def _quietly(action) -> None:
    with suppress(psutil.NoSuchProcess):
        action()
