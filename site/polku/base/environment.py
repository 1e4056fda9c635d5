"""The Python environment: found, or made in `.venv` of the checkout. Standard library only.

Exact versions come from `site/constraints.txt`, the packages wanted from `pyproject.toml`. A stamp,
written last, tells a finished environment from a half-made one.
"""

import fcntl
import hashlib
import importlib.metadata
import importlib.util
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

EXTRA_OF_COMMAND = {"test": "test", "bench": "test", "screenshots": "test"}
STAMP, LOG = "polku-stamp.json", "polku-install.log"
RESTARTED = "POLKU_ENVIRONMENT"  # set on the way into `.venv`, so that we never turn in circles
NAME = re.compile(r"\s*([A-Za-z0-9._-]+)\s*(?:\[([^]]*)\])?")


class EnvironmentUnavailable(Exception):
    """No environment to run in; the message is one sentence for the person at the screen."""


@dataclass(frozen=True)
class Wanted:
    """`requirements` as in pyproject.toml, `versions` by normalised name."""

    requirements: tuple[str, ...]
    versions: dict[str, str]
    extra: str | None
    fingerprint: str

    @classmethod
    def by(cls, root: Path, extra: str | None) -> "Wanted":
        project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
        optional = project["optional-dependencies"]
        constraints = (root / "site" / "constraints.txt").read_text("utf-8")
        all_of_it = json.dumps([project["dependencies"], optional, constraints])
        return cls(
            requirements=(*project["dependencies"], *(optional[extra] if extra else ())),
            versions={
                _normal(name): version
                for name, _, version in (line.partition("==") for line in constraints.split())
            },
            extra=extra,
            fingerprint=hashlib.sha256(all_of_it.encode()).hexdigest(),
        )


def ensure(root: Path, arguments: list[str]) -> None:
    """Return in an interpreter that has the packages, starting anew in `.venv` where needed.

    Raises EnvironmentUnavailable.
    """
    command = arguments[1] if len(arguments) > 1 else ""
    wanted = Wanted.by(root, EXTRA_OF_COMMAND.get(command))
    if _has_packages(wanted):
        os.environ.pop(RESTARTED, None)
        return
    environment = root / ".venv"
    python = environment / "bin" / "python"
    if os.environ.get(RESTARTED) == str(python):
        raise EnvironmentUnavailable(
            f"The environment in {environment} does not take the packages: remove that folder and "
            "start again."
        )
    try:
        with _alone(root):
            if not _is_finished(environment, wanted):
                _make(environment)
                _install(environment, wanted, root)
        os.environ[RESTARTED] = str(python)
        sys.stdout.flush()
        os.execv(python, [str(python), *sys.orig_argv[1:]])
    except OSError as error:
        if error.errno == 28:
            raise EnvironmentUnavailable(DISK_FULL) from None
        raise EnvironmentUnavailable(
            f"Making the environment failed: {error.strerror} ({error.filename})."
        ) from None


# Looking


def _has_packages(wanted: Wanted) -> bool:
    """Whether this very interpreter has everything that is wanted, in the exact versions."""
    return all(_installed(requirement, wanted.versions) for requirement in wanted.requirements)


def _installed(requirement: str, versions: dict[str, str]) -> bool:
    name, extras = NAME.match(requirement).groups()
    try:
        found = importlib.metadata.distribution(name)
    except importlib.metadata.PackageNotFoundError:
        return False
    if found.version != versions.get(_normal(name)):
        return False
    for extra in (extras or "").replace(" ", "").split(","):
        marker = re.compile(rf"extra\s*==\s*['\"]{re.escape(extra)}['\"]")
        for line in found.requires or ():
            if extra and marker.search(line) and not _installed(line, versions):
                return False
    return True


def _is_finished(environment: Path, wanted: Wanted) -> bool:
    try:
        stamp = json.loads((environment / STAMP).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return (
        stamp["fingerprint"] == wanted.fingerprint
        and (wanted.extra is None or wanted.extra in stamp["extras"])
        and _runs(environment)
    )


def _runs(environment: Path) -> bool:
    """Whether its interpreter still works and has pip: the one it was made from may be gone."""
    try:
        done = subprocess.run(
            [environment / "bin" / "python", "-m", "pip", "--version"], capture_output=True
        )
    except OSError:
        return False
    return done.returncode == 0


# Making


def _make(environment: Path) -> None:
    if _runs(environment):
        return
    for module in ("venv", "ensurepip"):
        if importlib.util.find_spec(module) is None:
            release = "{}.{}".format(*sys.version_info)
            raise EnvironmentUnavailable(
                f"This Python lacks its module {module}. On Debian and Ubuntu install it with: "
                f"apt install python{release}-venv"
            )
    _say(f"Making a Python environment in {environment}")
    done = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", environment], capture_output=True, text=True
    )
    if done.returncode != 0:
        raise EnvironmentUnavailable(
            _why(done.stdout + done.stderr, "Making the environment failed")
        )


def _install(environment: Path, wanted: Wanted, root: Path) -> None:
    _say("Installing packages; the first time this takes a minute or two")
    command = [str(environment / "bin" / "python"), "-m", "pip", "install", "--no-input"]
    command += ["--disable-pip-version-check", "--progress-bar", "off", "--no-color"]
    if "PIP_CACHE_DIR" not in os.environ:
        command.append("--no-cache-dir")  # nothing is written outside the checkout
    command += ["--constraint", str(root / "site" / "constraints.txt"), *wanted.requirements]
    lines = []
    with (
        (environment / LOG).open("w", encoding="utf-8") as log,
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
        ) as pip,
    ):
        collected = 0
        for line in pip.stdout:
            lines.append(line)
            log.write(line)
            if line.startswith("Collecting "):
                collected += 1
                if collected % 10 == 0:
                    _say(f"  {collected} packages fetched, now {NAME.match(line.split()[1])[1]}")
            elif line.startswith("Installing collected packages"):
                _say(f"  unpacking {line.count(',') + 1} packages")
    if pip.returncode != 0:
        failed = f"Installing the packages failed ({environment / LOG} has the details)"
        raise EnvironmentUnavailable(_why("".join(lines), failed))
    stamp = {"fingerprint": wanted.fingerprint, "extras": [wanted.extra] if wanted.extra else []}
    (environment / STAMP).write_text(json.dumps(stamp), "utf-8")


DISK_FULL = "The disk is full: free about 700 megabytes and start again."
REASONS = {
    r"No space left on device|Errno 28": DISK_FULL,
    r"ensurepip is not available": (
        "This Python lacks its module ensurepip. On Debian and Ubuntu install it with: "
        "apt install python3-venv"
    ),
    r"Temporary failure in name resolution|Name or service not known|nodename nor servname"
    r"|Failed to establish a new connection|Network is unreachable|ConnectTimeout"
    r"|Connection refused|Failed to resolve|Read timed out|ProxyError": (
        "The packages cannot be fetched: there is no connection to the package registry. "
        "Check the network and start again."
    ),
}


def _why(output: str, otherwise: str) -> str:
    for pattern, sentence in REASONS.items():
        if re.search(pattern, output):
            return sentence
    errors = [line for line in output.splitlines() if "error" in line.lower()]
    reason = (errors or output.strip().splitlines() or ["no reason given"])[-1]
    return f"{otherwise}: {reason.strip()}"


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """One process at a time makes the environment. The lock is on a file that is there anyway."""
    with (root / "pyproject.toml").open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _say(sentence: str) -> None:
    print(sentence, flush=True)


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
