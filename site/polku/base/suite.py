"""`manage.py test`: pytest, with the options of this project."""

import os
import sys
from pathlib import Path

# Left out unless `--all` or an own `-m` asks for them.
SLOW = ("browser", "bench", "large", "exhaustive")


def run(root: Path, arguments: list[str]) -> None:
    """Become pytest. `arguments` are pytest's own, and `--all` for the slow tests too."""
    options = ["-m", "pytest"]
    given = [argument for argument in arguments if argument != "--all"]
    if "--all" not in arguments and not any(argument.startswith("-m") for argument in given):
        options += ["-m", " and ".join(f"not {marker}" for marker in SLOW)]
    if not any(argument.startswith(("-n", "--numprocesses", "--pdb")) for argument in given):
        options += ["-n", "2"]
    if "POLKU_VAR" in os.environ:
        os.environ["POLKU_VAR"] = str(Path(os.environ["POLKU_VAR"]).absolute())
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)  # tests/conftest.py chooses
    os.chdir(root)
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, *options, *given])
