"""Of the processes of one host, one at a time makes a page, and hands it over to those who wait.

For each bucket of keys there are two files: whoever makes a page holds the lock of the one, and
leaves the page in the other, with the mark under which it was made ahead of it. A process that dies
lets go of the lock.
"""

import fcntl
import logging
import os
import pickle
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .entries import Entry
from .questions import Key

_BUCKETS = 256
_MARK_BYTES = 8
_LOOKS_EVERY = 0.005  # seconds

logger = logging.getLogger(__name__)


def _place(folder: Path, key: Key) -> Path:
    """The same in every process, as `hash` is not."""
    bucket = zlib.crc32(repr(tuple(key)).encode()) % _BUCKETS
    return folder / f"{bucket:02x}"


@contextmanager
def locked(
    folder: Path, key: Key, patience: float, is_needless: Callable[[], bool]
) -> Iterator[bool]:
    """Whether the caller is the one to make the page of this key: not where it has become needless
    while waiting, and not after so many seconds."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(_place(folder, key).with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as trouble:
        logger.warning("Pages are not handed over: %s", type(trouble).__name__)
        yield False
        return
    try:
        yield _is_ours(lock, time.monotonic() + patience, is_needless)
    finally:
        os.close(lock)


def _is_ours(lock: int, deadline: float, is_needless: Callable[[], bool]) -> bool:
    while time.monotonic() < deadline:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            if is_needless():
                return False
            time.sleep(_LOOKS_EVERY)
        else:
            return not is_needless()
    return False


def taken(folder: Path, key: Key, marks: range) -> Entry | None:
    """What another process has left for this key under one of these marks. Under another one
    nothing is even read: an earlier version of the program may have written it."""
    try:
        with _place(folder, key).with_suffix(".page").open("rb") as file:
            if int.from_bytes(file.read(_MARK_BYTES)) not in marks:
                return None
            left_for, entry = pickle.load(file)
    except FileNotFoundError:
        return None
    return entry if left_for == key else None


def leave(folder: Path, key: Key, entry: Entry) -> None:
    """To be called by who has the lock. Whoever reads sees the whole of it, or what was before."""
    place = _place(folder, key)
    new = place.with_suffix(".new")
    try:
        new.touch(mode=0o600)
        new.write_bytes(entry.mark.to_bytes(_MARK_BYTES) + pickle.dumps((tuple(key), entry)))
        new.replace(place.with_suffix(".page"))
    except OSError as trouble:
        logger.warning("A page was not handed over: %s", type(trouble).__name__)
