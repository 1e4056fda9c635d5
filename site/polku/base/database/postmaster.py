"""The server process of a cluster: found, started, waited for, stopped."""

import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import psycopg

from polku.base.database.account import Account
from polku.base.database.errors import DatabaseUnavailable, why

PORT = 5432  # part of the socket's name; there is no network port
SUPERUSER = "postgres"
LARGEST_LOG = 10_000_000  # bytes
PATIENCE = 60  # seconds for the children of a killed server to notice that it is gone
SOON = 5  # seconds without a word

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
# Nothing of the caller's environment: PGDATA, PGOPTIONS or a locale would change the server.
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
# What a connection hears while the server starts, recovers or stops.
NOT_YET = ("No such file", "Connection refused", "the database system is", "server closed")


class Postmaster:
    """`say` tells the person at the screen what takes long. Callers hold the cluster's gate."""

    def __init__(
        self,
        data: Path,
        log: Path,
        socket_folder: Path,
        account: Account,
        *,
        durable: bool,
        say: Callable[[str], None],
    ):
        self.data = data
        self.log = log
        self.socket_folder = socket_folder
        self.account = account
        self.durable = durable
        self.say = say
        self._child: subprocess.Popen | None = None
        self._log_began = 0

    def start(self, program: Path) -> None:
        """Return when the server answers, however long it recovers from a crash."""
        if self.find() is None:
            self._open_log()
            self._forget_reused_number()
            self._launch(program)
        began, told = time.monotonic(), False
        while not self._answers():
            waited = time.monotonic() - began
            if waited > SOON and not told:
                told = True
                self.say("The database recovers from a sudden stop; this can take a while …")
            if self.find() is None and (self._child is None or self._child.poll() is not None):
                log = self._end_of_log()
                if "still in use" not in log or waited > PATIENCE:
                    raise DatabaseUnavailable(why("Starting the database", log))
                time.sleep(0.3)
                self._launch(program)
            time.sleep(0.02)

    def stop(self) -> None:
        """End all sessions, write everything down, and return when the server is gone."""
        process = self.find()
        if process is not None:
            process.send_signal(signal.SIGINT)
            began, told = time.monotonic(), False
            while _lives(process):
                if time.monotonic() - began > SOON and not told:
                    told = True
                    self.say("The database writes everything down …")
                time.sleep(0.02)
        if self._child is not None:
            self._child.wait()
            self._child = None

    def find(self) -> psutil.Process | None:
        """The running server, if any. The pid file outlives a kill, its number may be reused."""
        try:
            number, folder, *_ = (self.data / "postmaster.pid").read_text().splitlines()
            process = psutil.Process(int(number))
            ours = folder in process.cmdline() and _lives(process)
        except (FileNotFoundError, ValueError, psutil.Error):
            return None
        return process if ours else None

    def connect(self, user: str = SUPERUSER, database: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.socket_folder), port=PORT, user=user, dbname=database, autocommit=True
        )

    def _launch(self, program: Path) -> None:
        settings = SETTINGS | ({} if self.durable else WITHOUT_DURABILITY)
        settings["unix_socket_directories"] = self.socket_folder
        command = [str(program), "-D", str(self.data)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with self.log.open("ab") as log:
            self._child = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.data,
                env=ENVIRONMENT,
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

    def _forget_reused_number(self) -> None:
        """PostgreSQL refuses to start while any process has the number in its stale pid file."""
        pid_file = self.data / "postmaster.pid"
        try:
            number = int(pid_file.read_text().splitlines()[0])
        except (FileNotFoundError, IndexError, ValueError):
            return
        if psutil.pid_exists(number):
            pid_file.unlink()

    def _open_log(self) -> None:
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.unlink()
        self.log.touch(mode=0o600)
        self._log_began = self.log.stat().st_size

    def _end_of_log(self) -> str:
        with self.log.open("rb") as log:
            log.seek(max(self._log_began, self.log.stat().st_size - 4000))
            return log.read().decode(errors="replace")


def _lives(process: psutil.Process) -> bool:
    """False for a zombie, too: in a container nobody may ever collect it."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
