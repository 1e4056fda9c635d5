"""What lies where in the repository, and what no file of it says."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOP = {
    "README.md",
    "activities",
    "manage.py",
    "orgs",
    "pyproject.toml",
    "referrals",
    "site",
    "templates",
    "tests",
}
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc"}
LONGEST = 450
# Written so that this file does not name them itself.
REGISTRIES = [
    "pypi" + ".org",
    "python" + "hosted.org",
    "npmjs" + ".org",
    "npmjs" + ".com",
    "--index" + "-url",
    "index" + "_url",
]
# Paths of a machine on which somebody worked. The folder for temporary files is everybody's, so
# only a name in it counts, and none that is made up anew each time.
MACHINE_PATH = re.compile(
    r"(?<![\w./-])/(?:(?:work|root|home/\w+|Users/\w+)(?:/|\b)(?![\w-])|tmp/(?!\S*XXX)\w)"
)
LOCK_FILES = {
    "uv.lock",
    "poetry.lock",
    "Pipfile.lock",
    "package-lock.json",
    "yarn.lock",
    "pdm.lock",
}


def tracked() -> list[Path]:
    """The files that the repository holds."""
    done = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "-z"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        pytest.skip("this is no git checkout")
    names = {name for name in done.stdout.split("\0") if name}
    return sorted(path for path in (ROOT / name for name in names) if path.is_file())


def _texts() -> list[tuple[Path, str]]:
    found = []
    for path in tracked():
        try:
            found.append((path, path.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue
    return found


def test_top_level_names_are_the_fixed_ones():
    tops = {path.relative_to(ROOT).parts[0] for path in tracked()}
    assert {top for top in tops if not top.startswith(".")} == TOP


def test_the_folder_of_the_project_is_no_package():
    """`site` is a module of Python's own: as a package it could never be imported."""
    assert not (ROOT / "site" / "__init__.py").exists()
    assert not (ROOT / "tests" / "__init__.py").exists()


def test_no_file_is_a_drawer():
    names = [p for path in tracked() for p in (*path.relative_to(ROOT).parts[:-1], path.stem)]
    assert DRAWERS.intersection(names) == set()


def test_no_file_is_too_long_to_read():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in tracked()
        if path.suffix == ".py"
        and "migrations" not in path.parts
        and (lines := len(path.read_text().splitlines())) > LONGEST
    }
    assert long == {}


def test_no_file_names_a_registry_or_a_machine():
    faults = [
        f"{path.relative_to(ROOT)}: {found}"
        for path, text in _texts()
        for found in [
            *(name for name in REGISTRIES if name in text),
            *(match.group() for match in MACHINE_PATH.finditer(text)),
        ]
    ]
    assert faults == []


def test_no_lock_file():
    assert [path.name for path in tracked() if path.name in LOCK_FILES] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see /" + "work/main", True),
        ("in /" + "tmp/x", True),
        ("in /" + "tmp", False),
        ("mktemp /" + "tmp/x.XXXXXX", False),
        ('"/' + 'root/x"', True),
        ("/home/" + "anna/polku", True),
        ("https://example.org/" + "work/", False),
        ("/desk/work/", False),
        ("site/polku/tmp", False),
    ],
)
def test_what_counts_as_a_path_of_a_machine(text, found):
    assert bool(MACHINE_PATH.search(text)) is found
