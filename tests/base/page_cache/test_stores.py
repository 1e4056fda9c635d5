"""The two places in which pages are kept behave alike."""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest
from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache
from django.utils import timezone

from polku.base.page_cache.entries import Entry, Form
from polku.base.page_cache.questions import Key
from polku.base.page_cache.stores import Memory, Shared

IN_CI = os.environ.get("CI") == "true"
KEY = Key("http", "localhost", "/fi/", "")
OTHER = KEY._replace(path="/sv/")


def entry(store, body: bytes = b"page", seconds: float = 60) -> Entry:
    forms = (Form("", (("Content-Type", "text/html"),), body),)
    return Entry(store.mark(), timezone.now().timestamp() + seconds, "200 OK", forms)


def body_of(entry: Entry) -> bytes:
    return entry.forms[0].body


@pytest.fixture(params=["memory", "cache", "redis"])
def store(request, tmp_path):
    if request.param == "memory":
        return Memory(tmp_path / "mark")
    if request.param == "cache":  # what Django has in place of Redis in one process
        caches["default"].clear()
        return Shared(caches["default"])
    return Shared(RedisCache(request.getfixturevalue("redis_server"), {}))


@pytest.fixture
def redis_server(tmp_path):
    """One of its own, on a socket that nobody else has."""
    program = shutil.which("valkey-server") or shutil.which("redis-server")
    if program is None:
        assert not IN_CI, "neither redis-server nor valkey-server is installed"
        pytest.skip("neither redis-server nor valkey-server is installed")
    with tempfile.TemporaryDirectory() as folder:  # a short path, as sockets need it
        socket = Path(folder) / "redis"
        command = [program, "--port", "0", "--unixsocket", socket, "--save", "", "--dir", folder]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            deadline = time.monotonic() + 60
            while not socket.exists() and time.monotonic() < deadline:
                assert server.poll() is None
                time.sleep(0.02)
            yield f"unix://{socket}"
        finally:
            server.terminate()
            server.wait()


def test_what_is_kept_is_found_until_the_mark_moves(store):
    store.keep(KEY, entry(store))
    assert body_of(store.find(KEY)) == b"page"
    assert store.find(OTHER) is None
    store.move()
    assert store.find(KEY) is None


def test_what_was_made_under_an_earlier_mark_is_not_found(store):
    made = entry(store)
    store.move()
    store.keep(KEY, made)
    assert store.find(KEY) is None


def test_whoever_asked_before_the_mark_moved_finds_what_was_made_since(store):
    asked_before = store.mark()
    store.keep(KEY, entry(store))
    store.move()
    asked_after = store.mark()
    assert store.find(KEY) is None
    assert store.find(KEY, asked_after) is None
    assert body_of(store.find(KEY, asked_before)) == b"page"


def test_what_has_ended_is_not_found(store):
    store.keep(KEY, entry(store, seconds=-1))
    assert store.find(KEY) is None


def test_one_at_a_time_has_its_turn(store):
    inside, most = [], []

    def work():
        with store.turn(KEY, store.mark()):
            inside.append(1)
            most.append(len(inside))
            time.sleep(0.02)
            inside.pop()

    threads = [threading.Thread(target=work) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 5


def test_memory_keeps_what_was_asked_for_last_within_its_size(tmp_path):
    store = Memory(tmp_path / "mark", most_bytes=100_000)
    kept = [KEY._replace(path=f"/fi/{number}/") for number in range(10)]
    for key in kept:
        store.keep(key, entry(store, b"x" * 30_000))
        store.find(kept[0])
    assert [key for key in kept if store.find(key)] == [kept[0], kept[8], kept[9]]


def test_two_processes_see_the_same_mark(tmp_path):
    one, other = Memory(tmp_path / "mark"), Memory(tmp_path / "mark")
    assert one.mark() == other.mark()
    other.move()
    assert one.mark() == other.mark()


def test_what_one_process_makes_the_others_take(tmp_path):
    one, other = Memory(tmp_path / "mark"), Memory(tmp_path / "mark")
    with one.turn(KEY, one.mark()):
        one.keep(KEY, entry(one))
    assert other.find(KEY) is None
    with other.turn(KEY, other.mark()):
        assert body_of(other.find(KEY)) == b"page"
        assert other.find(OTHER) is None


def test_what_was_handed_over_under_an_earlier_mark_is_not_taken(tmp_path):
    one, other = Memory(tmp_path / "mark"), Memory(tmp_path / "mark")
    with one.turn(KEY, one.mark()):
        one.keep(KEY, entry(one))
    one.move()
    with other.turn(KEY, other.mark()):
        assert other.find(KEY) is None


def test_whoever_waited_takes_what_was_made_since_from_another_process_too(tmp_path):
    one, other = Memory(tmp_path / "mark"), Memory(tmp_path / "mark")
    asked_before = other.mark()
    with one.turn(KEY, one.mark()):
        one.keep(KEY, entry(one))
    one.move()
    with other.turn(KEY, asked_before):
        assert body_of(other.find(KEY, asked_before)) == b"page"


def test_no_move_is_lost_among_processes_and_threads(tmp_path):
    stores = [Memory(tmp_path / "mark") for _ in range(3)]
    before = stores[0].mark()
    movers = [
        threading.Thread(target=lambda store=store: [store.move() for _ in range(500)])
        for store in stores * 2
    ]
    for mover in movers:
        mover.start()
    for mover in movers:
        mover.join()
    assert {store.mark() for store in stores} == {before + 3000}


def test_a_page_that_another_process_makes_is_waited_for(tmp_path):
    store, began, entered = Memory(tmp_path / "mark.mark"), threading.Event(), threading.Event()
    with store.turn(KEY, store.mark()):
        pass
    (file,) = (tmp_path / "mark.made").glob("*.lock")
    hold = "import fcntl, sys; f = open(sys.argv[1], 'r+b'); fcntl.flock(f, fcntl.LOCK_EX)"
    hold += "; print(flush=True); sys.stdin.read()"
    other = subprocess.Popen(
        [sys.executable, "-c", hold, file], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    other.stdout.readline()

    def work():
        began.set()
        with store.turn(KEY, store.mark()):
            entered.set()

    thread = threading.Thread(target=work)
    thread.start()
    began.wait()
    assert not entered.wait(0.2)
    other.communicate()
    thread.join()
    assert entered.is_set()


def test_without_its_server_nothing_is_kept_and_nothing_breaks():
    store = Shared(RedisCache("redis://127.0.0.1:9/0", {}))
    store.keep(KEY, entry(store))
    assert store.find(KEY) is None
    with store.turn(KEY, store.mark()):
        assert store.find(KEY, store.mark()) is None
