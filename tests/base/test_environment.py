"""`manage.py` on a machine that has Python and nothing else, played in a small checkout."""

import ast
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from polku.base import environment
from polku.base.environment import EnvironmentUnavailable, Wanted

ROOT = Path(__file__).resolve().parents[2]
BASE_PYTHON = Path(sysconfig.get_config_var("BINDIR"), "python3")
PROJECT = """
[project]
dependencies = ["polku-pebble>=1"]
[project.optional-dependencies]
test = []
"""


@pytest.fixture
def checkout(tmp_path):
    """The front of the house: `manage.py`, the environment, and a command line that says hello."""
    root = tmp_path / "checkout"
    base = root / "site" / "polku" / "base"
    base.mkdir(parents=True)
    shutil.copy(ROOT / "manage.py", root)
    shutil.copy(ROOT / "site" / "polku" / "base" / "environment.py", base)
    (base / "__init__.py").touch()
    (base.parent / "__init__.py").touch()
    (base.parent / "__main__.py").write_text(
        "import polku_pebble, sys\ndef main(): print('hello from', sys.prefix)\n"
    )
    (root / "pyproject.toml").write_text(PROJECT)
    (root / "site" / "constraints.txt").write_text("polku-pebble==1.0\n")
    _write_wheel(tmp_path / "wheels")
    return root


def _write_wheel(folder: Path) -> None:
    folder.mkdir()
    about = "polku_pebble-1.0.dist-info"
    with zipfile.ZipFile(folder / "polku_pebble-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("polku_pebble.py", "")
        wheel.writestr(
            f"{about}/METADATA", "Metadata-Version: 2.1\nName: polku-pebble\nVersion: 1.0\n"
        )
        wheel.writestr(
            f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr(f"{about}/RECORD", "")


def _manage(checkout: Path, **pip: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [BASE_PYTHON, "manage.py", "hello"],
        cwd=checkout,
        capture_output=True,
        text=True,
        env={"PATH": os.environ["PATH"], "PIP_CONFIG_FILE": os.devnull, **pip},
    )


def test_environment_is_made_kept_and_renewed(checkout):
    """One story, as each environment takes seconds to make."""
    online = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(checkout.parent / "wheels")}
    offline = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "1"}
    hello = f"hello from {checkout / '.venv'}"

    # A half-made environment is there, and the network is not.
    (checkout / ".venv" / "bin").mkdir(parents=True)
    (checkout / ".venv" / "bin" / "python").symlink_to("/nowhere/python3")
    assert _manage(checkout, **offline).stderr.strip() == (
        "The packages cannot be fetched: there is no connection to the package registry. "
        "Check the network and start again."
    )
    # The network is back; the call after that needs none.
    first, second = _manage(checkout, **online), _manage(checkout, **offline)
    assert first.stdout.splitlines()[-1] == hello, first.stderr
    assert second.stdout.splitlines() == [hello]
    # Other versions are wanted, and cannot be had.
    (checkout / "site" / "constraints.txt").write_text("polku-pebble==2.0\n")
    third = _manage(checkout, **online)
    assert third.stderr.startswith("Installing the packages failed")
    assert len(third.stderr.splitlines()) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_closed_checkout_is_one_sentence(checkout):
    checkout.chmod(0o555)
    done = _manage(checkout)
    checkout.chmod(0o755)
    assert "Traceback" not in done.stderr
    assert "Permission denied" in done.stderr


def test_full_disk_is_one_sentence():
    output = (
        "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device"
    )
    assert environment._why(output, "failed").startswith("The disk is full")


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_missing_module_names_debians_package(monkeypatch, tmp_path, module):
    found = environment.importlib.util.find_spec
    monkeypatch.setattr(
        environment.importlib.util,
        "find_spec",
        lambda name: None if name == module else found(name),
    )
    release = "{}.{}".format(*sys.version_info)
    with pytest.raises(EnvironmentUnavailable, match=rf"apt install python{release}-venv"):
        environment._make(tmp_path / ".venv")


def test_old_python_can_read_as_far_as_the_sentence():
    """The file parses in Python 3.6; what follows the check is never run there."""
    ast.parse((ROOT / "manage.py").read_text("utf-8"), feature_version=(3, 6))


def test_every_wanted_package_has_its_exact_version():
    wanted = Wanted.by(ROOT, "test")
    assert [
        each for each in wanted.requirements if not environment._installed(each, wanted.versions)
    ] == []


def test_constraints_hold_no_address():
    lines = (ROOT / "site" / "constraints.txt").read_text("utf-8").splitlines()
    assert [
        line for line in lines if not environment.re.fullmatch(r"[A-Za-z0-9._-]+==[\w.]+", line)
    ] == []
    assert lines == sorted(lines, key=str.lower)
