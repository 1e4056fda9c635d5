"""Who uses the server just now, counted by the operating system."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Lease:
    """A share in something that the last holder puts away.

    Each holder keeps a shared lock on one file. The kernel drops the lock of a killed process, so
    the count is never stale.
    """

    def __init__(self, folder: Path):
        self._gate_path = folder / "gate"
        self._users_path = folder / "users"
        self._users: int | None = None

    @contextmanager
    def gate(self) -> Iterator[None]:
        """One process at a time starts or stops; others wait here."""
        descriptor = _open(self._gate_path)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def take(self) -> None:
        self._users = _open(self._users_path)
        fcntl.flock(self._users, fcntl.LOCK_SH)

    def give_back(self) -> bool:
        """True when nobody else holds a share. Call it inside the gate."""
        if self._users is not None:
            os.close(self._users)
            self._users = None
        descriptor = _open(self._users_path)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        else:
            return True
        finally:
            os.close(descriptor)


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
