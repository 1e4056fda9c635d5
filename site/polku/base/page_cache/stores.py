"""Where pages are kept, and the mark under which they are right.

The mark is a number that every change of public data raises. A page is kept with the mark that was
seen before it was made, and shows every change up to it. So it is right for whoever asks under the
same mark; and for whoever asked under an earlier one and waited, however the mark has moved since.
"""

import fcntl
import hashlib
import logging
import mmap
import os
import sys
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from threading import Lock, RLock
from typing import Protocol

from django.conf import settings
from django.core.cache import BaseCache, caches
from django.utils import timezone

from . import hand_over
from .entries import Entry
from .questions import Key

MOST_BYTES = 64 * 1024 * 1024  # of each worker
# Nobody waits longer than this (seconds) for another one to make the page.
PATIENCE = 15
_TURNS = 256
_EIGHT = 8
# In place of a mark that cannot be seen: nothing that is kept has it.
UNSEEN = sys.maxsize

logger = logging.getLogger(__name__)


class Store(Protocol):
    def mark(self) -> int:
        """To be asked before what a page is made of."""

    def move(self) -> None:
        """What is kept is right no more for whoever asks from now on."""

    def find(self, key: Key, since: int | None = None) -> Entry | None:
        """What is right for whoever asked under the mark `since`; None means now."""

    def keep(self, key: Key, entry: Entry) -> None: ...

    def turn(self, key: Key, since: int) -> "Iterator[None]":
        """A context: of those who would make the same page, one at a time is inside. It ends the
        wait when there is something to be found."""


@cache
def store() -> Store:
    if settings.CACHE_URL:
        return Shared(caches["default"])
    return Memory(settings.VAR / "page_cache.mark")


class Memory:
    """On one host: pages in each worker's memory, the mark in a file that all of them map. A page
    that one of them makes is handed over to the others."""

    def __init__(self, file: Path, most_bytes: int = MOST_BYTES):
        file.parent.mkdir(parents=True, exist_ok=True)
        self._file = file.open("a+b")
        if os.fstat(self._file.fileno()).st_size < _EIGHT:
            # Above all marks of a file that was here before.
            self._file.write(time.time_ns().to_bytes(_EIGHT, sys.byteorder))
            self._file.flush()
        # As one number, so that nobody reads a half of it.
        self._cell = memoryview(mmap.mmap(self._file.fileno(), _EIGHT)).cast("Q")
        self._moving = Lock()
        # What an earlier version of this program has made is not to be found.
        self.move()
        self._handed_over = file.with_suffix(".made")
        self._most_bytes = most_bytes
        self._bytes = 0
        self._kept: OrderedDict[Key, Entry] = OrderedDict()
        self._lock = Lock()
        self._turns = [RLock() for _ in range(_TURNS)]

    def mark(self) -> int:
        return self._cell[0]

    def move(self) -> None:
        with self._moving:
            with suppress(OSError):  # a file system that knows no locks
                fcntl.flock(self._file, fcntl.LOCK_EX)
            self._cell[0] += 1
            with suppress(OSError):
                fcntl.flock(self._file, fcntl.LOCK_UN)

    def find(self, key: Key, since: int | None = None) -> Entry | None:
        with self._lock:
            entry = self._kept.get(key)
            mark = self._cell[0]
            if entry is None or not _is_right(entry, mark if since is None else since, mark):
                return None
            self._kept.move_to_end(key)
            return entry

    def keep(self, key: Key, entry: Entry) -> None:
        with self._lock:
            if earlier := self._kept.pop(key, None):
                self._bytes -= earlier.size
            self._kept[key] = entry
            self._bytes += entry.size
            while self._bytes > self._most_bytes:
                self._bytes -= self._kept.popitem(last=False)[1].size

    @contextmanager
    def turn(self, key: Key, since: int) -> Iterator[None]:
        lock = self._turns[hash(key) % _TURNS]
        has_turn = lock.acquire(timeout=PATIENCE)
        try:
            if not has_turn or self.find(key, since):
                yield
                return

            def is_there() -> bool:
                marks = range(since, self.mark() + 1)
                if entry := hand_over.taken(self._handed_over, key, marks):
                    self.keep(key, entry)
                return self.find(key, since) is not None

            with hand_over.locked(self._handed_over, key, PATIENCE, is_there) as makes_it:
                yield
                if makes_it and (entry := self.find(key, since)):
                    hand_over.leave(self._handed_over, key, entry)
        finally:
            if has_turn:
                lock.release()


class Shared:
    """On several hosts: the mark and the pages in the Redis or Valkey of `CACHE_URL`. While that
    cannot be reached, pages are made for each request."""

    _MARK = "page_cache:mark"

    def __init__(self, kept: BaseCache):
        self._kept = kept
        # What an earlier version of this program has made is not to be found.
        self._tried(self.move)

    def mark(self) -> int:
        return self._tried(self._mark) or UNSEEN

    def _mark(self) -> int:
        return self._kept.get_or_set(self._MARK, time.time_ns, timeout=None)

    def move(self) -> None:
        try:
            self._kept.incr(self._MARK)
        except ValueError:  # there is none yet, or no more
            self._kept.set(self._MARK, time.time_ns(), timeout=None)

    def find(self, key: Key, since: int | None = None) -> Entry | None:
        name = self._name(key)
        found = self._tried(lambda: self._kept.get_many([self._MARK, name])) or {}
        entry, mark = found.get(name), found.get(self._MARK)
        if entry is None or mark is None:
            return None
        return entry if _is_right(entry, mark if since is None else since, mark) else None

    def keep(self, key: Key, entry: Entry) -> None:
        left = entry.ends - timezone.now().timestamp()
        if left > 0:
            self._tried(lambda: self._kept.set(self._name(key), entry, timeout=left))

    @contextmanager
    def turn(self, key: Key, since: int) -> Iterator[None]:
        name = f"{self._name(key)}:turn"
        deadline = time.monotonic() + PATIENCE
        has_turn = self._tried(lambda: self._kept.add(name, 1, timeout=PATIENCE))
        while has_turn is False and time.monotonic() < deadline and not self.find(key, since):
            time.sleep(0.02)
            has_turn = self._tried(lambda: self._kept.add(name, 1, timeout=PATIENCE))
        try:
            yield
        finally:
            if has_turn:
                self._tried(lambda: self._kept.delete(name))

    def _name(self, key: Key) -> str:
        return f"page_cache:{hashlib.sha256(repr(tuple(key)).encode()).hexdigest()}"

    def _tried(self, step: Callable):
        """None where the server does not answer. Whatever its client raises, the reader gets a page
        that is made anew."""
        try:
            return step()
        except Exception as trouble:
            logger.warning("The page cache cannot be reached: %s", type(trouble).__name__)
            return None


def _is_right(entry: Entry, since: int, mark: int) -> bool:
    return since <= entry.mark <= mark and timezone.now().timestamp() < entry.ends
