"""The processes under measurement: started, counted, stopped.

Processor time and peak memory come from /proc, by way of psutil where it has them.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psutil

PATIENCE = 60  # seconds until the first answer
GRACE = 15  # seconds to end when told to
WORKERS = 2


class Server:
    """The web server of `manage.py demo` with another application, on a free port of loopback."""

    def __init__(self, application: str, **environment: str):
        self.application = application
        self.environment = environment

    def __enter__(self) -> "Server":
        self.port = _free_port()
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
        command += ["--port", str(self.port), "--workers", str(WORKERS), "--blocking-threads", "4"]
        command += ["--log-level", "warning", self.application]
        self._child = subprocess.Popen(command, env=os.environ | self.environment)
        try:
            self._wait_for_answer()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *exception) -> None:
        leaving = self._processes()
        self._child.terminate()
        try:
            self._child.wait(GRACE)
        except subprocess.TimeoutExpired:
            for process in leaving:
                process.kill()
            self._child.wait()

    def processor_seconds(self) -> float:
        """Time that its processes have spent on processors since they began."""
        return sum(_spent(process) for process in self._processes())

    def peak_memory(self) -> int:
        """Bytes resident at the peak of the largest worker, since `forget_peak`."""
        return max(_peak(worker) for worker in self._workers())

    def forget_peak(self) -> None:
        for worker in self._workers():
            Path(f"/proc/{worker.pid}/clear_refs").write_text("5")

    def _workers(self) -> list[psutil.Process]:
        return psutil.Process(self._child.pid).children()

    def _processes(self) -> list[psutil.Process]:
        main = psutil.Process(self._child.pid)
        return [main, *main.children(recursive=True)]

    def _wait_for_answer(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=PATIENCE).close()
                return
            except urllib.error.HTTPError:
                return  # an answer, if only that there is no such page
            except OSError as error:
                if self._child.poll() is not None or time.monotonic() > deadline:
                    sys.exit(f"{self.application} does not answer: {error}")
            time.sleep(0.1)


class DatabaseServer:
    """The running PostgreSQL, known by one of its sessions."""

    def __init__(self, backend: int):
        self._main = psutil.Process(backend).parent()

    def processor_seconds(self) -> float:
        """Of all its processes, those that have ended included."""
        ended = self._main.cpu_times()
        alive = sum(_spent(process) for process in [self._main, *self._main.children()])
        return alive + ended.children_user + ended.children_system


def _spent(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return times.user + times.system


def _peak(process: psutil.Process) -> int:
    for line in Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return process.memory_info().rss


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
