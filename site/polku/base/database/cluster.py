"""A PostgreSQL server of our own: made, started, recovered, shared and stopped.

It listens on a socket in a private folder and nowhere else; `pg_hba.conf` lets in the
operating-system user who runs us and nobody else. The server outlives a killed parent: the next
start finds it and goes on with it. Whoever leaves last stops it.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import psycopg

from polku.base.database import account, binaries
from polku.base.database.errors import DatabaseUnavailable, why
from polku.base.database.lease import Lease
from polku.base.database.postmaster import ENVIRONMENT, PORT, SUPERUSER, Postmaster

LONGEST_SOCKET_PATH = 100  # bytes; the systems' limits lie between 103 and 107


def _to_stderr(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


class Cluster:
    """The server whose records lie in `folder`; its data lie in `account.home`.

    `durable=False` is for data that is made anew at will. `say` tells what the person at the screen
    should know.
    """

    def __init__(
        self, folder: Path, *, durable: bool = True, say: Callable[[str], None] = _to_stderr
    ):
        self.folder = folder.absolute()
        self.durable = durable
        self.say = say
        self.lease = Lease(self.folder)

    @classmethod
    def under(cls, var: Path, **options) -> "Cluster":
        return cls(var / "postgres", **options)

    @cached_property
    def account(self) -> account.Account:
        return account.account_for(self.folder)

    @property
    def data(self) -> Path:
        return self.account.home / "data"

    @cached_property
    def socket_folder(self) -> Path:
        """Beside the data; where that path is too long, in the folder for such things."""
        beside = self.account.home / "socket"
        if len(os.fsencode(f"{beside}/.s.PGSQL.{PORT}")) <= LONGEST_SOCKET_PATH:
            return beside
        runtime = os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()
        return Path(runtime) / f"polku-{os.geteuid()}-{account.digest(self.folder)}"

    @cached_property
    def postmaster(self) -> Postmaster:
        return Postmaster(
            self.data,
            self.account.home / "log",
            self.socket_folder,
            self.account,
            durable=self.durable,
            say=self.say,
        )

    # Use

    @contextmanager
    def running(self) -> Iterator["Cluster"]:
        """The server runs at least as long as this block."""
        self.acquire()
        try:
            yield self
        finally:
            self.release()

    def acquire(self) -> None:
        """Take a share in the running server, starting it where needed.

        Returns when it answers, however long it recovers from a crash. Raises DatabaseUnavailable.
        """
        with account.explained("Making the folder of the database"):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self.lease.gate(), account.explained("Starting the database"):
            self._make()
            self._check_release()
            if self.postmaster.find() is None:
                self._make_socket_folder()
                self._write_access_rules()
            self.postmaster.start(self._programs / "postgres")
            self.lease.take()

    def release(self) -> None:
        """Give the share back; the last one stops the server."""
        with self.lease.gate():
            if self.lease.give_back():
                self._stop()

    def is_running(self) -> bool:
        return self.postmaster.find() is not None

    def connect(self, user: str = SUPERUSER, database: str = "postgres") -> psycopg.Connection:
        return self.postmaster.connect(user, database)

    def remove(self) -> None:
        """Stop the server and delete its data, its private folder and its records.

        Raises DatabaseUnavailable while somebody else uses it.
        """
        if not self.folder.exists():
            return
        with self.lease.gate():
            if not self.lease.give_back():
                raise DatabaseUnavailable(
                    f"The database in {self.folder} is in use by another command: stop that first."
                )
            self._stop()
            for place in (self.account.home, self.folder):
                shutil.rmtree(place, ignore_errors=True)

    def _stop(self) -> None:
        self.postmaster.stop()
        shutil.rmtree(self.socket_folder, ignore_errors=True)

    # Making

    def _make(self) -> None:
        if self.account.is_private:
            if (self.folder / "data").exists():
                raise DatabaseUnavailable(
                    f"The database in {self.folder} belongs to another user: run this as that "
                    "user, or choose another folder with POLKU_VAR."
                )
            account.make_private_folder(self.account, self.folder)
            if not self.data.exists():
                self.say(
                    "As root the database and a copy of its programs live in a folder of their "
                    f"own: {self.account.home} (manage.py demo --reset removes it)."
                )
        elif (self.folder / account.RECORD).exists():
            raise DatabaseUnavailable(
                f"The database in {self.folder} belongs to root: run this as root, "
                "or choose another folder with POLKU_VAR."
            )
        if not self.data.exists():
            self._initialise()

    def _initialise(self) -> None:
        """Make the data folder under another name, so that a half-made one never counts."""
        unfinished = self.account.home / "data.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        if self.account.is_private:
            os.chown(unfinished, self.account.making_options["user"], self.account.gid)
        command = ["initdb", "--pgdata", str(unfinished), "--username", SUPERUSER]
        command += ["--encoding", "UTF8", "--locale", "C", "--data-checksums", "--auth", "peer"]
        command += ["--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"]
        if not self.durable:
            command.append("--no-sync")
        done = self._run(command, **self.account.making_options)
        if done.returncode != 0:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise DatabaseUnavailable(why("Making the database", done.stderr + done.stdout))
        self.account.own(unfinished)
        unfinished.rename(self.data)

    def _check_release(self) -> None:
        release = (self.data / "PG_VERSION").read_text().strip()
        ours = self._run(["postgres", "--version"]).stdout.split()[-1].split(".")[0]
        if release != ours:
            raise DatabaseUnavailable(
                f"The database in {self.data} was made by PostgreSQL {release}, the programs here "
                f"are of PostgreSQL {ours}: dump it with the old release and load it into the new."
            )

    def _make_socket_folder(self) -> None:
        """Always a fresh one: the lock of a killed server would keep the next one from starting."""
        shutil.rmtree(self.socket_folder, ignore_errors=True)
        self.socket_folder.mkdir(mode=0o700)
        self.account.own(self.socket_folder)

    def _write_access_rules(self) -> None:
        names = account.system_names()
        rules = {
            "pg_hba.conf": "local all all peer map=polku\n",
            "pg_ident.conf": "".join(f'polku "{name}" all\n' for name in names),
        }
        for name, text in rules.items():
            (self.data / name).write_text(text)
            self.account.own(self.data / name)

    @cached_property
    def _programs(self) -> Path:
        if self.account.is_private:
            return binaries.copied_to(self.account.home)
        return binaries.installed()

    def _run(self, command: list[str], **options) -> subprocess.CompletedProcess:
        return subprocess.run(
            [str(self._programs / command[0]), *command[1:]],
            capture_output=True,
            text=True,
            cwd=self.account.home,
            env=ENVIRONMENT,
            **(options or self.account.options),
        )
