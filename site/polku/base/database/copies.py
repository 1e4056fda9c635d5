"""A migrated template database and quick copies of it, for tests.

The template is made once and kept; its name carries a fingerprint of what it was made from, so that
a changed migration makes a new one. A copy takes a tenth of a second.
"""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.core.management import call_command
from django.db import connections
from psycopg.sql import SQL, Identifier

from polku.base.database import roles
from polku.base.database.address import conninfo

PREFIX = "polku_test"
# One process at a time makes the template; the others wait for it.
LOCK = 7_015_402


def fingerprint(files: Iterable[Path]) -> str:
    """Ten signs that change when any of the files does."""
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(str(file).encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:10]


class Copies:
    """Works on the server of Django's default connection, as the owner role."""

    def __init__(self, fingerprint: str):
        self.settings = connections["default"].settings_dict
        self.owner = self.settings["OWNER"]
        self.template = f"{PREFIX}_template_{fingerprint}"
        self._number = 0

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(**conninfo({**self.owner, "NAME": database}), autocommit=True)

    def make_template(self, *, anew: bool = False) -> None:
        """Migrate the template unless it is there already; older templates are dropped."""
        with self.connect() as connection:
            connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            kept = self._names(connection)
            for name in kept:
                stale = "_template_" in name and (anew or name != self.template)
                if stale or self._is_abandoned(name):
                    self.drop(name, connection)
            if self.template in kept and not anew:
                return
            unfinished = f"{PREFIX}_unfinished"
            self.drop(unfinished, connection)
            roles.create_database(connection, unfinished, owner=self.owner["USER"])
            with self.using(unfinished):
                call_command("migrate", verbosity=0, interactive=False)
            connection.execute(
                SQL("ALTER DATABASE {} RENAME TO {}").format(
                    Identifier(unfinished), Identifier(self.template)
                )
            )

    def copy(self) -> str:
        """Name of a fresh copy of the template; its name tells which process it belongs to."""
        self._number += 1
        name = f"{PREFIX}_{os.getpid()}_{self._number}"
        with self.connect() as connection:
            roles.create_database(
                connection, name, owner=self.owner["USER"], template=self.template
            )
            # Privileges on a database are not copied with it.
            roles.close_database(connection, name, app=self.settings["USER"])
        return name

    def drop(self, name: str, connection: psycopg.Connection | None = None) -> None:
        """Drop a database, whoever of ours is connected to it; nothing where there is none.

        Not WITH (FORCE): that would have to end an autovacuum worker too, which only a superuser
        may; a plain DROP sends it away by itself.
        """
        if connection is None:
            with self.connect() as connection:
                return self.drop(name, connection)
        connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = %s AND usename = ANY(%s) AND pid <> pg_backend_pid()",
            [name, [self.owner["USER"], self.settings["USER"]]],
        )
        connection.execute(SQL("DROP DATABASE IF EXISTS {}").format(Identifier(name)))

    @contextmanager
    def using(self, name: str) -> Iterator[None]:
        """Django's default connection, in every thread, leads to this database."""
        before = self.settings["NAME"]
        self._switch(name)
        try:
            yield
        finally:
            self._switch(before)

    def _switch(self, name: str) -> None:
        connections["default"].close()
        self.settings["NAME"] = name

    def _names(self, connection: psycopg.Connection) -> list[str]:
        rows = connection.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{PREFIX}_%"]
        )
        return [name for (name,) in rows]

    def _is_abandoned(self, name: str) -> bool:
        """A copy whose process was killed before it could drop it."""
        match = re.fullmatch(rf"{PREFIX}_(\d+)_\d+", name)
        if match is None:
            return False
        try:
            os.kill(int(match[1]), 0)
        except ProcessLookupError:
            return True
        except PermissionError:
            pass
        return False
