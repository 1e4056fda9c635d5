"""A PostgreSQL server of our own: made, started, recovered, shared and stopped.

It listens on a socket in a private folder and nowhere else; `pg_hba.conf` lets in the operating-system
user who runs us and nobody else. The server outlives a killed parent: the next start finds it and goes
on with it. Whoever leaves last stops it.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import psutil
import psycopg

from polku.base.database import account, binaries
from polku.base.database.errors import DatabaseUnavailable
from polku.base.database.lease import Lease

PORT = 5432  # part of the socket's name; there is no network port
LONGEST_SOCKET_PATH = 100  # bytes; the systems' limits lie between 103 and 107
LARGEST_LOG = 10_000_000  # bytes
SUPERUSER = "postgres"

SETTINGS = {
    "listen_addresses": "",
    "port": PORT,
    "unix_socket_permissions": "0700",
    "max_connections": 100,
    "shared_buffers": "128MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "random_page_cost": 1.1,
    "max_wal_size": "512MB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # The log names what went wrong, never the row or the statement it went wrong with.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_statement": "none",
}
# For data that is made anew at will: several times faster, lost when the machine stops.
WITHOUT_DURABILITY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": 0,
}
# What a connection hears while the server starts, recovers or stops.
NOT_YET = ("No such file", "Connection refused", "the database system is", "server closed")

Say = Callable[[str], None]


def _to_stderr(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


class Cluster:
    """The server whose records lie in `folder`; its data lie in `account.home`."""

    def __init__(self, folder: Path, *, durable: bool = True, say: Say = _to_stderr):
        self.folder = folder.absolute()
        self.durable = durable
        self.say = say
        self.lease = Lease(self.folder)
        self._process: subprocess.Popen | None = None

    @classmethod
    def under(cls, var: Path, **options) -> "Cluster":
        return cls(var / "postgres", **options)

    @cached_property
    def account(self) -> account.Account:
        return account.account_for(self.folder)

    @property
    def data(self) -> Path:
        return self.account.home / "data"

    @property
    def log(self) -> Path:
        return self.account.home / "log"

    @cached_property
    def socket_folder(self) -> Path:
        """As short as the systems demand: beside the data, or else in the folder for such things."""
        beside = self.account.home / "socket"
        if len(os.fsencode(f"{beside}/.s.PGSQL.{PORT}")) <= LONGEST_SOCKET_PATH:
            return beside
        runtime = os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()
        return Path(runtime) / f"polku-{os.geteuid()}-{account.digest(self.folder)}"

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
            self._start()
            self.lease.take()

    def release(self) -> None:
        """Give the share back; the last one stops the server."""
        with self.lease.gate():
            if self.lease.give_back():
                self._stop()

    def connect(self, user: str = SUPERUSER, database: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.socket_folder), port=PORT, user=user, dbname=database, autocommit=True
        )

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
            for place in (self.socket_folder, self.account.home, self.folder):
                shutil.rmtree(place, ignore_errors=True)

    # Making

    def _make(self) -> None:
        if self.account.is_private:
            if (self.folder / "data").exists():
                raise DatabaseUnavailable(
                    f"The database in {self.folder} belongs to another user: run this as that user, "
                    "or choose another folder with POLKU_VAR."
                )
            account.make_private_folder(self.account, self.folder)
            if not self.data.exists():
                self.say(
                    "As root the database and a copy of its programs live in a folder of their own: "
                    f"{self.account.home} (manage.py demo --reset removes it)."
                )
        elif (self.folder / account.RECORD).exists():
            raise DatabaseUnavailable(
                f"The database in {self.folder} belongs to root: run this as root, "
                "or choose another folder with POLKU_VAR."
            )
        if not self.data.exists():
            self._initialise()
        release = (self.data / "PG_VERSION").read_text().strip()
        ours = self._run(["postgres", "--version"]).stdout.split()[-1].split(".")[0]
        if release != ours:
            raise DatabaseUnavailable(
                f"The database in {self.data} was made by PostgreSQL {release}, the programs here are "
                f"of PostgreSQL {ours}: dump it with the old release and load it into the new one."
            )

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
            raise DatabaseUnavailable(_why("Making the database", done.stderr + done.stdout))
        self.account.own(unfinished)
        unfinished.rename(self.data)

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
            env=_environment(),
            **(options or self.account.options),
        )

    # Starting and stopping

    def _start(self) -> None:
        if self._postmaster() is None:
            self._prepare_start()
            self._process = self._launch()
        began, told, deadline = time.monotonic(), False, time.monotonic() + 60
        while True:
            if self._answers():
                return
            if time.monotonic() - began > 5 and not told:
                told = True
                self.say("The database recovers from a sudden stop; this can take a while …")
            if self._postmaster() is None and (
                self._process is None or self._process.poll() is not None
            ):
                log = self._end_of_log()
                # The children of a killed server need a moment to notice that it is gone.
                if "still in use" not in log or time.monotonic() > deadline:
                    raise DatabaseUnavailable(_why("Starting the database", log))
                time.sleep(0.3)
                self._process = self._launch()
            time.sleep(0.02)

    def _prepare_start(self) -> None:
        self.socket_folder.mkdir(mode=0o700, exist_ok=True)
        about = self.socket_folder.lstat()
        expected = {os.geteuid(), self.account.uid}
        if self.socket_folder.is_symlink() or about.st_uid not in expected:
            raise DatabaseUnavailable(f"{self.socket_folder} belongs to another user: remove it.")
        names = account.system_names()
        (self.data / "pg_hba.conf").write_text("local all all peer map=polku\n")
        (self.data / "pg_ident.conf").write_text("".join(f'polku "{name}" all\n' for name in names))
        self._forget_reused_number()
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.unlink()
        self.log.touch(mode=0o600)
        self.account.own(self.socket_folder)
        for name in ("pg_hba.conf", "pg_ident.conf"):
            self.account.own(self.data / name)
        self._log_began = self.log.stat().st_size

    def _forget_reused_number(self) -> None:
        """PostgreSQL refuses to start while any process has the number in its stale pid file."""
        pid_file = self.data / "postmaster.pid"
        try:
            number = int(pid_file.read_text().splitlines()[0])
        except (FileNotFoundError, IndexError, ValueError):
            return
        if psutil.pid_exists(number):
            pid_file.unlink()

    def _launch(self) -> subprocess.Popen:
        settings = SETTINGS | ({} if self.durable else WITHOUT_DURABILITY)
        settings["unix_socket_directories"] = self.socket_folder
        command = [str(self._programs / "postgres"), "-D", str(self.data)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with self.log.open("ab") as log:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.account.home,
                env=_environment(),
                start_new_session=True,  # Ctrl-C at the terminal is for us; we stop it in order
                **self.account.options,
            )

    def _answers(self) -> bool:
        try:
            self.connect().close()
        except psycopg.OperationalError as error:
            if any(sign in str(error) for sign in NOT_YET):
                return False
            raise DatabaseUnavailable(f"The database does not let us in: {error}") from None
        return True

    def _postmaster(self) -> psutil.Process | None:
        """The running server, if any. The pid file outlives a kill, and its number may be reused."""
        try:
            number, folder, *_ = (self.data / "postmaster.pid").read_text().splitlines()
            process = psutil.Process(int(number))
            ours = process.status() != psutil.STATUS_ZOMBIE and any(
                Path(folder) == Path(word) for word in process.cmdline()
            )
        except (FileNotFoundError, ValueError, psutil.NoSuchProcess, psutil.ZombieProcess):
            return None
        return process if ours else None

    def _stop(self) -> None:
        process = self._postmaster()
        if process is not None:
            process.send_signal(signal.SIGINT)  # "fast": ends sessions, writes everything down
            began, told = time.monotonic(), False
            while self._postmaster() is not None:
                if time.monotonic() - began > 5 and not told:
                    told = True
                    self.say("The database writes everything down …")
                time.sleep(0.02)
        if self._process is not None:
            self._process.wait()
            self._process = None
        if self.socket_folder.parent != self.account.home:
            shutil.rmtree(self.socket_folder, ignore_errors=True)

    def _end_of_log(self) -> str:
        with self.log.open("rb") as log:
            log.seek(max(self._log_began, self.log.stat().st_size - 4000))
            return log.read().decode(errors="replace")


def _environment() -> dict[str, str]:
    """Nothing of the caller's environment: PGDATA, PGOPTIONS or a locale would change the server."""
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


def _why(action: str, output: str) -> str:
    if "No space left on device" in output:
        return f"{action} failed: the disk is full. Free some space and start again."
    lines = [line for line in output.splitlines() if "FATAL" in line or "error" in line]
    reason = (lines or output.strip().splitlines() or ["no reason given"])[-1]
    return f"{action} failed: {reason.strip()}"
