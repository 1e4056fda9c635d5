"""What is built is the whole house, and nothing of the workshop."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = {"polku", "orgs", "activities", "referrals"}
# What comes with the code, by folder in the checkout and in the wheel.
BESIDE_CODE = [
    ("templates", "polku/templates", "**/*.*"),
    ("site/docs", "polku/docs", "*.md"),
    ("site/polku/base/static", "polku/base/static", "**/*.*"),
    ("site/polku/locale", "polku/locale", "**/*.po"),
    ("site/polku/demo/data", "polku/demo/data", "**/*.toml"),
    ("orgs/data", "orgs/data", "*.csv"),
]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """A wheel of the checkout, built with what is installed, without asking any registry."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder]
    done = subprocess.run([*command, ROOT], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def _tracked(folder: str, pattern: str) -> list[Path]:
    return [path for path in (ROOT / folder).glob(pattern) if path.is_file()]


def test_the_wheel_holds_the_packages_and_nothing_else(names):
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == PACKAGES
    assert [n for n in names if "tests" in Path(n).parts or Path(n).name.startswith("test_")] == []


def test_the_wheel_holds_every_module(names):
    modules = {
        str(path.relative_to(ROOT)).removeprefix("site/")
        for folder in ("site/polku", "orgs", "activities", "referrals")
        for path in _tracked(folder, "**/*.py")
    }
    assert modules - names == set()


@pytest.mark.parametrize(("folder", "inside", "pattern"), BESIDE_CODE)
def test_the_wheel_holds_what_comes_with_the_code(names, folder, inside, pattern):
    files = [path.relative_to(ROOT / folder) for path in _tracked(folder, pattern)]
    assert files, f"{folder} holds nothing"
    assert {f"{inside}/{path}" for path in files} - names == set()


def test_the_wheel_works_where_it_is_installed(wheel, tmp_path):
    """In a folder far from the checkout: settings, apps, templates and the table of areas."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    program = """
import django
django.setup()
import orgs, activities, referrals, polku.urls
from django.template.loader import get_template
from orgs.codelists import table
print(polku.urls.__file__, get_template("404.html").origin.name, table.PATH, len(table.read()))
"""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(tmp_path / "installed"),
        "DJANGO_SETTINGS_MODULE": "polku.settings",
        "POLKU_MODE": "test",
        "POLKU_VAR": str(tmp_path / "var"),
    }
    done = subprocess.run(
        [sys.executable, "-P", "-c", program],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    *files, count = done.stdout.split()
    assert all(Path(file).is_relative_to(tmp_path / "installed") for file in files), files
    assert count == "351"
