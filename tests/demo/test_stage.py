"""`manage.py demo`: the whole way once, and each way it can be refused."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psutil
import pytest

from polku.demo import stage
from polku.demo.company import Company

ROOT = Path(__file__).resolve().parents[2]
SLEEP = [sys.executable, "-c", "import time; time.sleep(600)"]


@pytest.fixture
def busy_port():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def sleeper():
    process = subprocess.Popen(SLEEP)
    yield process
    process.kill()
    process.wait()


def _born(process):
    return [process.pid, psutil.Process(process.pid).create_time()]


def _demo(var: Path, *arguments: str) -> subprocess.Popen:
    environ = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("POLKU_", "DJANGO_", "PYTEST_"))
    }
    return subprocess.Popen(
        [sys.executable, "manage.py", "demo", *arguments],
        cwd=ROOT,
        env={**environ, "POLKU_VAR": str(var), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_busy_port_is_one_sentence(tmp_path, busy_port):
    output, _ = _demo(tmp_path, "--port", str(busy_port)).communicate()
    assert output.strip() == (
        f"Port {busy_port} is in use: stop what uses it, or choose another port, "
        f"as in: manage.py demo --port {busy_port + 1}"
    )


@pytest.mark.parametrize("port", ["0", "65536", "eighty", "-1"])
def test_impossible_port_is_refused(port, capsys):
    with pytest.raises(SystemExit):
        stage.run(ROOT, ["--port", port])
    assert capsys.readouterr().err


def test_second_demo_is_refused(tmp_path, sleeper):
    company = Company(tmp_path / "demo.json", 8000)
    company.record.write_text(json.dumps([_born(sleeper)]))
    with pytest.raises(SystemExit, match="running already"):
        company.clear_stage()
    assert sleeper.poll() is None


def test_what_a_killed_demo_left_is_stopped(tmp_path, sleeper):
    gone = subprocess.Popen(SLEEP)
    born = _born(gone)
    gone.kill()
    gone.wait()
    company = Company(tmp_path / "demo.json", 8000)
    company.record.write_text(json.dumps([born, _born(sleeper)]))

    company.clear_stage()

    sleeper.wait(timeout=5)
    assert not company.record.exists()


def test_stranger_with_the_number_of_a_process_is_left_alone(tmp_path, sleeper):
    number, moment = _born(sleeper)
    company = Company(tmp_path / "demo.json", 8000)
    company.record.write_text(json.dumps([[number, moment - 60], [number, moment - 60]]))
    company.clear_stage()
    assert sleeper.poll() is None


def test_reset_takes_what_the_demo_made_and_nothing_else(tmp_path):
    for name in ("mail/one.log", "media/image.png", "secrets.json", "holiday.jpg"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    stage.reset(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["holiday.jpg"]


@pytest.mark.large
def test_demo_opens_stops_and_opens_again(tmp_path, free_port):
    try:
        assert _open_and_stop(tmp_path, free_port) < 300
        assert _open_and_stop(tmp_path, free_port) < 60
    finally:
        output, _ = _demo(tmp_path, "--reset").communicate()
    assert output.splitlines()[0] == "The sample house is gone. `manage.py demo` builds it anew."
    assert not (tmp_path / "postgres").exists()


def _open_and_stop(var: Path, port: int) -> float:
    """Seconds until the home page was served. Afterwards nothing may run any more."""
    began = time.monotonic()
    demo = _demo(var, "--port", str(port))
    lines = []
    for line in demo.stdout:
        lines.append(line)
        if line.startswith("Polku is open"):
            break
    assert lines[-1] == f"Polku is open: http://localhost:{port}/\n", "".join(lines)
    assert any("yllapito@polku.example" in line for line in lines)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/fi/") as home:
        assert home.status == 200
    seconds = time.monotonic() - began
    family = psutil.Process(demo.pid).children(recursive=True)

    demo.send_signal(signal.SIGINT)
    rest = "".join(demo.stdout)

    assert demo.wait() == 0, rest
    assert [process for process in family if process.is_running()] == []
    return seconds
