"""Of the processes of one host, one at a time makes a page, and hands it over to those who waited.

A file for each bucket of keys is both: whoever makes a page holds its lock, and leaves in it the
page and ahead of that the mark under which it is right. A process that dies lets go of the lock.
"""

import fcntl
import logging
import os
import pickle
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from .entries import Entry
from .questions import Key

_BUCKETS = 256
_MARK_BYTES = 8
_LOOKS_EVERY = 0.005  # seconds

logger = logging.getLogger(__name__)


def bucket(key: Key) -> int:
    """The same in every process, as `hash` is not."""
    return zlib.crc32(repr(tuple(key)).encode()) % _BUCKETS


@contextmanager
def locked(folder: Path, key: Key, patience: float) -> Iterator[BinaryIO | None]:
    """The file of this key, None where it is not to be had in so many seconds. Threads of one
    process do not keep each other out."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / f"{bucket(key):02x}"
        file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b", buffering=0)
    except OSError as trouble:
        logger.warning("Pages are not handed over: %s", type(trouble).__name__)
        yield None
        return
    with file:
        yield file if _lock(file, time.monotonic() + patience) else None


def _lock(file: BinaryIO, deadline: float) -> bool:
    while True:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except OSError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(_LOOKS_EVERY)


def taken(file: BinaryIO, key: Key, mark: int) -> Entry | None:
    """What another process has left for this key under this mark. Under another one nothing is
    even read: an earlier version of the program may have written it."""
    file.seek(0)
    if file.read(_MARK_BYTES) != mark.to_bytes(_MARK_BYTES):
        return None
    left_for, entry = pickle.loads(file.read())
    return entry if left_for == key else None


def leave(file: BinaryIO, key: Key, entry: Entry) -> None:
    """A file that could not be written whole has no beginning that is right."""
    content = pickle.dumps((tuple(key), entry))
    try:
        file.seek(0)
        file.truncate()
        if file.write(bytes(_MARK_BYTES) + content) == _MARK_BYTES + len(content):
            file.seek(0)
            file.write(entry.mark.to_bytes(_MARK_BYTES))
    except OSError as trouble:
        logger.warning("A page was not handed over: %s", type(trouble).__name__)
