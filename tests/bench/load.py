"""The load generator: a process of its own that asks for one address again and again.

Each client is a thread with one connection that stays open. Bounded in time and in requests.
"""

import argparse
import http.client
import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass

MOST = 200_000  # requests in one go
TIMEOUT = 60  # seconds for one answer
# Of a person: visits of programs are not counted.
BROWSER = "Mozilla/5.0 (Android 9; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"


@dataclass(frozen=True)
class Visit:
    """What is asked for. `cookie`: the header's value, empty for a visitor."""

    port: int
    path: str
    cookie: str = ""


@dataclass(frozen=True)
class Load:
    """What came of it: seconds that the clients were busy, and of each answer."""

    seconds: float
    answers: list[float]


def apply(visit: Visit, *, clients: int, seconds: float) -> Load:
    """Run the generator. Raises RuntimeError for an answer that is no page."""
    command = [sys.executable, __file__, str(visit.port), visit.path]
    command += ["--clients", str(clients), "--seconds", str(seconds)]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        env=os.environ | {"POLKU_BENCH_COOKIE": visit.cookie},
        timeout=seconds + 2 * TIMEOUT,
    )
    if done.returncode != 0:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise RuntimeError(f"{visit.path}: {reason}")
    return Load(**json.loads(done.stdout))


def _main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("path")
    parser.add_argument("--clients", type=int, required=True)
    parser.add_argument("--seconds", type=float, required=True)
    options = parser.parse_args()
    visit = Visit(options.port, options.path, os.environ.get("POLKU_BENCH_COOKIE", ""))
    answers: list[float] = []
    faults: list[str] = []
    began = time.perf_counter()
    end = began + options.seconds
    most = MOST // options.clients
    threads = [
        threading.Thread(target=_client, args=(visit, end, most, answers, faults))
        for _ in range(options.clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        sys.exit(faults[0])
    print(json.dumps({"seconds": time.perf_counter() - began, "answers": answers}))


def _client(visit: Visit, end: float, most: int, answers: list[float], faults: list[str]) -> None:
    headers = {"User-Agent": BROWSER} | ({"Cookie": visit.cookie} if visit.cookie else {})
    connection = http.client.HTTPConnection("127.0.0.1", visit.port, timeout=TIMEOUT)
    own = []
    try:
        while len(own) < most:
            asked = time.perf_counter()
            connection.request("GET", visit.path, headers=headers)
            answer = connection.getresponse()
            answer.read()
            now = time.perf_counter()
            own.append(now - asked)
            if answer.status != 200:
                raise RuntimeError(f"answered with {answer.status} {answer.reason}")
            if now >= end:
                break
    except (OSError, http.client.HTTPException, RuntimeError) as fault:
        faults.append(str(fault) or type(fault).__name__)
    finally:
        connection.close()
        answers.extend(own)


if __name__ == "__main__":
    _main()
