"""Where pages are kept, and the mark under which they are right.

The mark is a random number that every change of public data replaces. A page is kept with the mark
that was seen before it was made, and found only as long as the mark is the same.
"""

import hashlib
import logging
import mmap
import os
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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

logger = logging.getLogger(__name__)


class Store(Protocol):
    def mark(self) -> int:
        """To be asked before what a page is made of."""

    def move(self) -> None:
        """What is kept is right no more."""

    def find(self, key: Key) -> Entry | None:
        """What is kept and still right."""

    def keep(self, key: Key, entry: Entry) -> None: ...

    def turn(self, key: Key) -> "Iterator[None]":
        """A context: of those who would make the same page, one at a time is inside."""


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
        with file.open("a+b") as opened:
            if os.fstat(opened.fileno()).st_size < _EIGHT:
                opened.write(os.urandom(_EIGHT))
                opened.flush()
            # As one number, so that nobody reads a half of it.
            self._cell = memoryview(mmap.mmap(opened.fileno(), _EIGHT)).cast("Q")
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
        self._cell[0] = _random()

    def find(self, key: Key) -> Entry | None:
        with self._lock:
            entry = self._kept.get(key)
            if entry is None or not _is_right(entry, self._cell[0]):
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
    def turn(self, key: Key) -> Iterator[None]:
        lock = self._turns[hash(key) % _TURNS]
        has_turn = lock.acquire(timeout=PATIENCE)
        try:
            if not has_turn:
                yield
                return
            with hand_over.locked(self._handed_over, key, PATIENCE) as file:
                if file and (entry := hand_over.taken(file, key, self.mark())):
                    self.keep(key, entry)
                    file = None  # it is there already
                yield
                if file and (entry := self.find(key)):
                    hand_over.leave(file, key, entry)
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
        return self._tried(self._mark) or _random()

    def _mark(self) -> int:
        return self._kept.get_or_set(self._MARK, _random, timeout=None)

    def move(self) -> None:
        self._kept.set(self._MARK, _random(), timeout=None)

    def find(self, key: Key) -> Entry | None:
        name = self._name(key)
        found = self._tried(lambda: self._kept.get_many([self._MARK, name])) or {}
        entry = found.get(name)
        return entry if entry and _is_right(entry, found.get(self._MARK)) else None

    def keep(self, key: Key, entry: Entry) -> None:
        left = entry.ends - timezone.now().timestamp()
        if left > 0:
            self._tried(lambda: self._kept.set(self._name(key), entry, timeout=left))

    @contextmanager
    def turn(self, key: Key) -> Iterator[None]:
        name, own = f"{self._name(key)}:turn", _random()
        deadline = time.monotonic() + PATIENCE
        has_turn = self._tried(lambda: self._kept.add(name, own, timeout=PATIENCE))
        while has_turn is False and time.monotonic() < deadline and not self.find(key):
            time.sleep(0.02)
            has_turn = self._tried(lambda: self._kept.add(name, own, timeout=PATIENCE))
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


def _random() -> int:
    return int.from_bytes(os.urandom(_EIGHT))


def _is_right(entry: Entry, mark: int | None) -> bool:
    return entry.mark == mark and timezone.now().timestamp() < entry.ends
